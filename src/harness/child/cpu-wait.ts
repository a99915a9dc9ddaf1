import { openSync, readSync } from 'node:fs';

const BYTES = 128;

/**
 * Returns a function that returns how long the calling thread has waited on a run queue since it started, ms. A busy
 * machine causes such waits, not the program. The result is always 0 on systems other than Linux.
 *
 * The second field of `schedstat` is that time in ns: https://docs.kernel.org/scheduler/sched-stats.html
 */
export function cpuWaitReader(): () => number {
  let file: number;
  try {
    file = openSync('/proc/thread-self/schedstat', 'r');
  } catch {
    return () => 0;
  }
  const bytes = Buffer.alloc(BYTES);
  return () => {
    try {
      const [, waitedNs] = bytes.toString('latin1', 0, readSync(file, bytes, 0, BYTES, 0)).split(' ');
      return Number(waitedNs ?? 0) / 1e6;
    } catch {
      return 0;
    }
  };
}
