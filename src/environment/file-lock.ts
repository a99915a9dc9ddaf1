import { closeSync, openSync, rmSync, statSync } from 'node:fs';

const POLL_MS = 5;
/** A lock of this age was left by a killed process: work under a lock takes milliseconds, not seconds. */
const STALE_MS = 3_000;
/** Much longer than `STALE_MS`, so that every lock whose holder is alive is waited for. */
const TIMEOUT_MS = 15_000;

/**
 * Runs `action` while no other learnyounative process does so for the same file. Blocks the thread while it waits. If
 * the lock cannot be acquired, `action` runs anyway: a rare lost update is better than a learner who is stuck.
 */
export function withFileLock<T>(file: string, action: () => T): T {
  const lock = `${file}.lock`;
  const held = acquire(lock);
  try {
    return action();
  } finally {
    if (held) rmSync(lock, { force: true });
  }
}

function acquire(lock: string): boolean {
  const deadline = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadline) {
    try {
      closeSync(openSync(lock, 'wx'));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
    if (!removeIfStale(lock)) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
  return false;
}

/** @returns whether it makes sense to try again */
function removeIfStale(lock: string): boolean {
  try {
    // A lock of the future is none either: the clock was set back, or the folder is on another machine.
    if (Math.abs(Date.now() - statSync(lock).mtimeMs) > STALE_MS) rmSync(lock, { force: true });
    return true;
  } catch (error) {
    // ENOENT: the lock was released in the meantime.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
