/** One sentence that is true or false of this run, with the evidence beside it. */
export interface CheckResult {
  /** Stable and kebab-case; listed in the table of checks. */
  readonly id: string;
  /** `skip`: an earlier failure made this check pointless. */
  readonly status: 'pass' | 'fail' | 'skip';
  readonly title: string;
  /** Of a failed check: which of the situations that it knows, as in `returns-at-once.late`. */
  readonly situation?: string;
  readonly expected?: string;
  /** What was measured, with its numbers. */
  readonly observed?: string;
  /** Why it went so, and what to read again. */
  readonly hint?: string;
  /** A place in the learner's files: `myaddon.cc:23`. */
  readonly where?: string;
}

/** The evidence of a failed check. */
export interface Failure extends Pick<CheckResult, 'expected' | 'observed' | 'hint' | 'where'> {
  /** What the texts were made of: an exercise may have words of its own for it. */
  readonly situation?: { readonly name: string; readonly values: Record<string, string | number> };
}
