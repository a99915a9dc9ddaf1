import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../src/process/process-tree.js';

export async function until(isTrue: () => boolean, what: string, patienceMs = 15_000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await sleep(10);
  }
}

/** Resolves when the process has ended, whether or not its parent has taken note of that. */
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
