import { closeSync, openSync, rmSync, statSync } from 'node:fs';

const POLL_MS = 5;
/** A process that was killed leaves its lock behind: the work under a lock takes milliseconds, not seconds. */
const STALE_MS = 3_000;
/** Far beyond `STALE_MS`: a lock is waited for as long as somebody alive may hold it. */
const PATIENCE_MS = 15_000;

/**
 * Does `action` while no other process of ours does the like to the same file. Where no lock can be had, the
 * action is done all the same: a rare lost race is better than a learner who cannot go on.
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
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    try {
      closeSync(openSync(lock, 'wx'));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
    if (!dropIfStale(lock)) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
  return false;
}

/** @returns whether there is any use in waiting */
function dropIfStale(lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > STALE_MS) rmSync(lock, { force: true });
    return true;
  } catch (error) {
    // Gone in the meantime: good.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
