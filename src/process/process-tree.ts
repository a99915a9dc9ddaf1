import { spawnSync } from 'node:child_process';

/** Whether children are started as leaders of a process group of their own, so that all they start can be ended with them. */
export const ownProcessGroup: boolean = process.platform !== 'win32';

/**
 * Ends a child at once, with every process that it started and that stayed in its process group.
 * Does nothing when none of them lives any more.
 */
export function endProcessTree(pid: number): void {
  if (!ownProcessGroup) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // EPERM is what macOS says when only processes are left that have ended already.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Whether a process of this id lives (even when it belongs to somebody else). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
