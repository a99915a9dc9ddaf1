import { spawnSync } from 'node:child_process';

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
