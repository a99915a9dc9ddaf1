import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Whether children get their own process group, with which all their descendants can be killed; not on Windows. */
export const ownProcessGroup: boolean = process.platform !== 'win32';

/**
 * Kills a child and all its descendants, except those that have left its process group. Does nothing if all have ended.
 */
export function killProcessTree(pid: number): void {
  if (!ownProcessGroup) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // EPERM: on macOS, if the group has only zombies left.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Whether a process with this id exists, even one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The IDs of all processes that a process and its descendants have started. Empty on systems without /proc. */
export function descendantsOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of process.platform === 'linux' ? readdirSync('/proc') : []) {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const look = (of: number) => {
    for (const child of children.get(of) ?? []) {
      found.push(child);
      look(child);
    }
  };
  look(pid);
  return found;
}

function parentOf(pid: string): number | undefined {
  try {
    // After the name, which may contain anything: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    return Number(/.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

/** Sends a signal to a process, unless that has ended. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
