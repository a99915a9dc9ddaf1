import type { PlannedCall } from '../../src/tasks/values/params.js';

/** Chosen for each verify, so that no submission can know them in advance. */
export interface Params {
  /** How many ticks to wait for before `stop()`, after those that a drive does something special with. */
  readonly ticks: number;
  /** The same for the second of two watchers, which runs longer. */
  readonly longerTicks: number;
  /** The tick in which the callback throws, or calls `stop()`. */
  readonly special: number;
  /** How many ticks the reference add-on sends. */
  readonly reference: number;
  readonly wrongCalls: readonly PlannedCall[];
}

/** The call that starts a watcher, as JavaScript source. */
export const WATCH_CALL = 'watchCounter(onTick)';

/** How long the JS thread is busy while the first watcher counts, ms. */
export const BUSY_MS = 120;

/** The wait between two numbers that the exercise asks for, ms. */
export const PACE_MS = 5;

/**
 * How many ticks of the first watcher come before `stop()`: more than the thread counts while the JS thread is busy, for a
 * small queue holds a few of those even if it refuses the others.
 */
export function ticksBeforeStop({ special, ticks }: Params): number {
  return special + BUSY_MS / PACE_MS + ticks;
}
