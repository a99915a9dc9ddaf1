import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { killWithThisProcess } from './guard.js';
import { descendantsOf, isAlive, signalProcess } from './process-tree.js';
import { ENDING_SIGNALS } from './signals.js';

/** How long a program has to end once it was asked to, ms. */
const GRACE_MS = 3_000;

export interface ForegroundEnd {
  /** The exit code; `null` if the program was ended by a signal. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether it ended by a signal because this process was asked to end. */
  readonly interrupted: boolean;
}

/**
 * Waits for a program that shares this process's terminal and process group. Whoever ends this process means the
 * program: it gets the signal, and is killed if it goes on for 3 s, or if this process is killed.
 */
export function untilEndOf(child: ChildProcess, stopAfterMs?: number): Promise<ForegroundEnd> {
  const unguard = child.pid === undefined ? () => {} : killWithThisProcess(child.pid);
  let asked = false;
  let grace: NodeJS.Timeout | undefined;
  const ask = (name: NodeJS.Signals) => {
    asked = true;
    child.kill(name);
    grace ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  };
  // Whoever stops a wrapper, such as a shell or npm, means what it has started.
  let others: readonly number[] = [];
  const stopAll = () => {
    others = child.pid === undefined ? [] : descendantsOf(child.pid);
    ask('SIGTERM');
    for (const pid of others) signalProcess(pid, 'SIGTERM');
  };
  const pass = (name: NodeJS.Signals) => {
    // The terminal sends Ctrl-C to the program as well, which may do more for it than end.
    if (name === 'SIGINT' && process.stdin.isTTY) return;
    ask(name);
  };
  const stop = stopAfterMs === undefined ? undefined : setTimeout(stopAll, stopAfterMs);
  for (const name of ENDING_SIGNALS) process.on(name, pass);
  return new Promise<ForegroundEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve({ code, signal, interrupted: signal !== null && (asked || signal === 'SIGINT') }),
    );
  }).finally(async () => {
    await endAll(others);
    unguard();
    clearTimeout(stop);
    clearTimeout(grace);
    for (const name of ENDING_SIGNALS) process.off(name, pass);
  });
}

/** Waits until the processes have ended, and kills those that have not after the grace. */
async function endAll(pids: readonly number[]): Promise<void> {
  const deadline = performance.now() + GRACE_MS;
  while (pids.some(isAlive) && performance.now() < deadline) await sleep(20);
  for (const pid of pids) signalProcess(pid, 'SIGKILL');
}

/** The exit code that a shell reports: that of the program, or 128 plus the number of the signal that ended it. */
export function exitCodeOf({ code, signal }: Pick<ForegroundEnd, 'code' | 'signal'>): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
