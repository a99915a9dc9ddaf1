/** Signals that ask a program to end: Ctrl-C, a termination request, a closed terminal. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a job that can be interrupted: one of `ENDING_SIGNALS` aborts the signal that is passed to the job, so that it
 * can end its children and clean up.
 */
export async function interruptible<T>(job: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  for (const signal of ENDING_SIGNALS) process.on(signal, interrupt);
  try {
    return await job(controller.signal);
  } finally {
    // A second Ctrl-C must not end the process before it has cleaned up.
    if (!controller.signal.aborted) {
      for (const signal of ENDING_SIGNALS) process.off(signal, interrupt);
    }
  }
}
