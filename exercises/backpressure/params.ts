import type { PlannedCall } from '../../src/tasks/values/params.js';

/** Chosen for each verify, so that no submission can know them in advance. */
export interface Params {
  /** How many readings to ask for while the JS thread is busy until all are produced. */
  readonly count: number;
  /** The reading, counted from 1, in which the callback throws, or calls `stop()`. */
  readonly special: number;
  /** The numbers that the reference add-on reports, and its totals. */
  readonly reference: { readonly readings: readonly number[]; readonly dropped: number };
  readonly wrongCalls: readonly PlannedCall[];
}

/** The call that reads so many readings, as JavaScript source. */
export function sensorCall(count: number): string {
  return `readSensor(${count}, onReading, onEnd)`;
}

/** How many calls may wait in the queue, as the exercise asks. */
export const QUEUE_SIZE = 64;

/** A number of readings that takes the thread a second or longer: it is running when something ends it earlier. */
export const ENDLESS = 2_000_000;

/** What the callback for the end was called with: the value of an `ended-<id>` observation, as JSON. */
export interface EndReport {
  /** How many arguments there were. */
  readonly args: number;
  /** The first of them, described. */
  readonly shown: string;
  /** Its properties, if they are numbers. */
  readonly delivered?: number;
  readonly dropped?: number;
}

/** The name of the observation that the sensor of this call has ended. */
export function endedName(id: number): string {
  return `ended-${id}`;
}
