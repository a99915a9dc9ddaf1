/** One sentence that is true or false of this run, with the evidence beside it. */
export interface CheckResult {
  /** Stable and kebab-case; listed in the table of checks. */
  readonly id: string;
  /** `skip`: an earlier failure made this check pointless. */
  readonly status: 'pass' | 'fail' | 'skip';
  readonly title: string;
  /** Of a failure: which of the situations that the check knows, `<check>.<situation>`; stable and listed as well. */
  readonly situation?: string;
  readonly expected?: string;
  /** What was measured, with its numbers. */
  readonly observed?: string;
  /** Why it went so, and what to read again. */
  readonly hint?: string;
  /** A place in the learner's files: `myaddon.cc:23`. */
  readonly where?: string;
}
