import type { PlannedCall } from '../../src/tasks/values/params.js';

/** Chosen for each verify, so that no submission can know them in advance. */
export interface Params {
  /** How many ticks to wait for before `stop()`. */
  readonly ticks: number;
  /** The same for the second of two watchers, which runs longer. */
  readonly longerTicks: number;
  /** The tick in which the callback throws, or calls `stop()`. */
  readonly special: number;
  /** How many ticks the reference add-on sends. */
  readonly reference: number;
  readonly wrongCalls: readonly PlannedCall[];
}

/** The wait between two numbers that the exercise asks for, ms. */
export const PACE_MS = 5;
