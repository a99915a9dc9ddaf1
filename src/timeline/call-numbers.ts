import type { Timeline } from './timeline.js';

/** The numbers of the calls in a picture, by their ids: from 1, in the order of the calls. Empty for a single call. */
export function callNumbers({ lanes }: Timeline): ReadonlyMap<number, number> {
  const calls = lanes.flatMap(({ marks, spans }) => [...marks, ...spans].flatMap(({ call }) => call ?? []));
  const ids = [...new Set(calls)].sort((a, b) => a - b);
  return new Map(ids.length < 2 ? [] : ids.map((id, index) => [id, index + 1]));
}

/** A call's number in a single column: 1 to 9, then letters. */
export function inOneColumn(number: number): string {
  return number < 36 ? number.toString(36) : '+';
}
