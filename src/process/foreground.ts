import type { ChildProcess } from 'node:child_process';
import { killWithThisProcess } from './guard.js';
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
export function untilEndOf(child: ChildProcess): Promise<ForegroundEnd> {
  const unguard = child.pid === undefined ? () => {} : killWithThisProcess(child.pid);
  let asked = false;
  let grace: NodeJS.Timeout | undefined;
  const pass = (name: NodeJS.Signals) => {
    // The terminal sends Ctrl-C to the program as well, which may do more for it than end.
    if (name === 'SIGINT' && process.stdin.isTTY) return;
    asked = true;
    child.kill(name);
    grace ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  };
  for (const name of ENDING_SIGNALS) process.on(name, pass);
  return new Promise<ForegroundEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve({ code, signal, interrupted: signal !== null && (asked || signal === 'SIGINT') }),
    );
  }).finally(() => {
    unguard();
    clearTimeout(grace);
    for (const name of ENDING_SIGNALS) process.off(name, pass);
  });
}
