/** Which process holds a lock. Node.js has no lock that the system releases, so a file names the process. */
import { readFileSync } from 'node:fs';
import { isAlive } from './process-tree.js';

/** This process, for a file that `isHolding` reads: its ID and, where the system tells it, when it was started. */
export function thisHolder(): string {
  const start = startOf(process.pid);
  return start === undefined ? String(process.pid) : `${process.pid} ${start}`;
}

/** Whether the process that wrote `text` is still running, and not another one that has got its ID since. */
export function isHolding(text: string): boolean {
  const [, pid = '0', start] = /^(\d+)(?: (\d+))?$/.exec(text) ?? [];
  // A signal to process 0 would go to this process' own group.
  if (Number(pid) === 0 || !isAlive(Number(pid))) return false;
  const itsStart = startOf(Number(pid));
  return start === undefined || itsStart === undefined || itsStart === start;
}

/**
 * When a process was started, in clock ticks since the system was; `undefined` if it has ended, or this is not Linux.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, and may contain any character. This is the 22nd.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
