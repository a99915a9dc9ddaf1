/** The documented exit codes of the command line. */
export const EXIT = {
  ok: 0,
  notPassed: 1,
  usage: 2,
  notReady: 3,
  internalError: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with one sentence for the user and a documented exit code, without a stack trace. */
export class Stop extends Error {
  override readonly name = 'Stop';
  readonly exitCode: ExitCode;
  /** Details, such as a complete log, that only `--verbose` shows. */
  readonly details: string | undefined;

  constructor(message: string, exitCode: ExitCode, details?: string) {
    super(message);
    this.exitCode = exitCode;
    this.details = details;
  }
}
