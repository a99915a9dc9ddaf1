/** The result of one check, with its evidence, as text. */
export interface CheckResult {
  /** Stable, in kebab-case. Listed in docs/checks.md. */
  readonly id: string;
  /** `skip`: not run because of an earlier failure. */
  readonly status: 'pass' | 'fail' | 'skip';
  readonly title: string;
  /** For a failure: the situation that was found, `<check>.<situation>` or `records.<situation>`. Stable and listed as well. */
  readonly situation?: string;
  readonly expected?: string;
  /** What happened, with its numbers. */
  readonly observed?: string;
  /** The cause, and what to do about it. */
  readonly hint?: string;
  /** The place in the learner's files: `myaddon.cc:23`. */
  readonly where?: string;
}
