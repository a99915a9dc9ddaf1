import type { Situation } from './situation.js';

/** A text of i18n/ and what is filled in: other texts, too. It becomes words when the report is written, not before. */
export interface Message {
  /** Its key: `ending.crashed`. */
  readonly text: string;
  readonly values?: Values;
}

export type Values = Readonly<Record<string, string | number | Message>>;

/**
 * What a judge found wrong, as data. The report renders it with the exercise's wording: `check.<situation>` says what
 * was observed, and `check.<situation>-hint`, where there is one, explains it better than the check's common hint.
 */
export interface Finding {
  readonly situation: Situation;
  /** What stands in its texts. */
  readonly values: Values;
  /** A place in the learner's files: `myaddon.cc:23`. */
  readonly where?: string;
  /** Lines of the learner's code behind a gutter, shown below what was observed. */
  readonly excerpt?: string;
  /** Another finding that explains this one: `{{reason}}` in its texts. */
  readonly cause?: Finding;
}

/** What a judge says: what is wrong, or nothing. */
export type Verdict = Finding | undefined;

export function finding(
  situation: Situation,
  values: Values = {},
  where?: string | undefined,
  cause?: Finding | undefined,
): Finding {
  return {
    situation,
    values,
    ...(where !== undefined && { where }),
    ...(cause !== undefined && { cause }),
  };
}

/** A situation that shows in another finding: the add-on alone fails in the same way, say. */
export function findingFrom(situation: Situation, cause: Finding, values: Values = {}): Finding {
  return finding(situation, values, cause.where, cause);
}
