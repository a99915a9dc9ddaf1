import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../src/process/process-tree.js';

/**
 * Polls until the condition holds.
 * @throws when it does not within `timeoutMs`
 */
export async function until(isTrue: () => boolean, what: string, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`timed out: ${what}`);
    await sleep(10);
  }
}

/** Resolves when the process has ended, even if it is still a zombie. */
export function ended(pid: number): Promise<void> {
  return until(() => !isAlive(pid) || isZombie(pid), `process ${pid} has ended`);
}

function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
