import { openSync, readSync } from 'node:fs';

const BYTES = 128;

/**
 * Makes a function that tells how long the present thread has been waiting for a processor since it began, ms: ready
 * to run, while others ran. Such waiting is the machine's doing, not the program's. Always 0 where the system does not
 * say (Linux does: "Scheduler Statistics" in the kernel's documentation).
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
