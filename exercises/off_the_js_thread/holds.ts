/**
 * From this on, a gap between two signs of life counts as a held JS thread, ms. It is five times the beat. A busy
 * machine can hold up a right submission once or twice for so long, but not in each of several tries; a submission
 * that sleeps on the JS thread does so every time.
 */
export const HELD_MS = 50;

/** The longest time between two neighbouring signs of life of the JS thread, ms. */
export function longestHold(marks: readonly number[]): number {
  return marks.slice(1).reduce((longest, mark, index) => Math.max(longest, mark - marks[index]!), 0);
}

export function heldTooLong(hold: number): boolean {
  return hold >= HELD_MS;
}
