import { readFileSync } from 'node:fs';

/**
 * How long the main thread of a process has been ready to run without a processor, ms since its start; 0 where the system
 * does not tell. https://docs.kernel.org/scheduler/sched-stats.html
 */
export function processorWaitMs(pid: number | undefined): number {
  try {
    const [, waitedNs = '0'] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
    return Number(waitedNs) / 1e6;
  } catch {
    return 0;
  }
}
