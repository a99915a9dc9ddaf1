/** What learnyounative's exit code says. */
export const ExitCode = {
  done: 0,
  /** The submission does not pass. */
  failed: 1,
  /** Unknown command, no such folder, no exercise selected. */
  usage: 2,
  /** No compiler, no Python, no headers. */
  notReady: 3,
  /** A fault of ours. */
  fault: 70,
  interrupted: 130,
} as const;
