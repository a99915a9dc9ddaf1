/** When the JS thread counts as held, that is, blocked. The driver, the judges and the timeline share this definition. */

/** A JS thread that is silent for this long counts as held, ms. Five beats in a row are missing by then. */
export const HELD_MS = 50;

/**
 * The longest gap between two consecutive signs of life, ms.
 * @param marks times of the signs of life in order, as `ownTime` returns them, ms
 */
export function longestHold(marks: readonly number[]): number {
  return marks.slice(1).reduce((longest, mark, index) => Math.max(longest, mark - marks[index]!), 0);
}

/**
 * Whether a gap of this length counts as held. The limit is tight because two things make up for a busy machine:
 * `ownTime` subtracts the time spent waiting for a processor, and judges ask for a hold in each of several tries.
 * @param hold ms
 */
export function heldTooLong(hold: number): boolean {
  return hold >= HELD_MS;
}
