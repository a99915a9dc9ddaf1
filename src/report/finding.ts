import type { Situation } from './situation.js';

/** A reference to a text in i18n/ with its values, which may be messages themselves. Only the report renders it. */
export interface Message {
  /** The key of the text: `ending.crashed`. */
  readonly text: string;
  readonly values?: Values;
}

export type Values = Readonly<Record<string, string | number | Message>>;

/**
 * What a judge found wrong, as data. The report renders it with the exercise's wording: `check.<situation>` says what
 * was observed. `check.<situation>-hint`, if it exists, replaces the check's common hint.
 */
export interface Finding {
  readonly situation: Situation;
  /** Values for the placeholders in its texts. */
  readonly values: Values;
  /** The place in the learner's files: `myaddon.cc:23`. */
  readonly where?: string;
  /** Lines of the learner's code with line numbers, shown below the observation. */
  readonly excerpt?: string;
  /** A finding that explains this one. Its observation replaces `{{reason}}` in this one's texts. */
  readonly cause?: Finding;
  /** Says why, in place of the hint. */
  readonly why?: Message;
}

/** The result of a judge: what is wrong, or `undefined` if nothing is. */
export type Verdict = Finding | undefined;

/** Creates a finding. @param where a place in the learner's files: `myaddon.cc:23` */
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

/** Creates a finding that another one explains and locates. An example: the add-on alone fails in the same way. */
export function findingFrom(situation: Situation, cause: Finding, values: Values = {}): Finding {
  return finding(situation, values, cause.where, cause);
}
