import type { SituationOfCheck } from '../../report/situation.js';

/** How to recognize the compiler error of a situation. */
export interface Advice {
  readonly situation: SituationOfCheck<'builds'>;
  /** Matches the message of g++ or clang, with straight quotes. */
  readonly says: RegExp;
  /** Matches the rejected line without its comments and the contents of its strings, as `codeOf` returns it. */
  readonly line?: RegExp;
  /** Matches the same with `MARK` where the compiler's marker points. */
  readonly marked?: RegExp;
}

/** Stands in front of the part of a line that the compiler marked. */
export const MARK = '▸';

/**
 * The entries for a language, by rank. `javascript` entries match what C++ and C do not have at all, `line` entries
 * also match the rejected line, `particular` entries match a name, type or token in the message, `general` entries only
 * match the kind of error. The first rank with a match wins. Within a rank, no error matches two entries, so their order
 * does not matter. A test verifies that.
 */
export interface Table {
  readonly javascript?: readonly Advice[];
  readonly line?: readonly Advice[];
  readonly particular?: readonly Advice[];
  readonly general?: readonly Advice[];
}

export const RANKS = ['javascript', 'line', 'particular', 'general'] as const;

export const UNDECLARED =
  /was not declared in this scope|use of undeclared identifier|undeclared \(first use/;
export const NO_VALUE_RETURNED =
  /(?:return-statement|'return') with no value|non-void function .*should return a value/;
export const VALUE_RETURNED =
  /(?:return-statement|'return') with a value, in function returning '?void|void function '.*' should not return/;
