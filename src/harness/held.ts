/** When a JS thread counts as held: the same for the driver, the judges and the timeline. */

/** From this on, a silent JS thread is held, ms: five beats in a row are missing. */
export const HELD_MS = 50;

/** The longest time between two neighbouring signs of life, given in the JS thread's own time, ms. */
export function longestHold(marks: readonly number[]): number {
  return marks.slice(1).reduce((longest, mark, index) => Math.max(longest, mark - marks[index]!), 0);
}

/**
 * What is drawn as held counts as held. Time in which the machine kept the thread waiting for a processor is taken off
 * before, where the system tells it. And what a busy machine does once or twice it does not do in each of several
 * tries; a submission that sleeps on the JS thread does.
 */
export function heldTooLong(hold: number): boolean {
  return hold >= HELD_MS;
}
