/** These ask a program to end: Ctrl-C, a termination request, a terminal that is closed. */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a job that can be interrupted: Ctrl-C, a termination request or a closed terminal fires the signal that
 * the job gets, so that it can end its children and tidy up before this process ends.
 */
export async function interruptible<T>(job: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  for (const signal of ENDING_SIGNALS) process.on(signal, interrupt);
  try {
    return await job(controller.signal);
  } finally {
    // An interrupted process is on its way out: a second Ctrl-C must not cut that short.
    if (!controller.signal.aborted) {
      for (const signal of ENDING_SIGNALS) process.off(signal, interrupt);
    }
  }
}
