/** The params of a `delay` task: the parent chooses them, and the child makes the calls. */

import type { CallDescription } from '../../harness/protocol.js';

/** Durations in ms, chosen for each verify, so that no submission can know them in advance. */
export interface Durations {
  /** For single calls, made one after another until the JS thread is free in one of them. */
  readonly single: readonly number[];
  /** For three overlapping calls. The first one takes more than a second. */
  readonly long: number;
  readonly medium: number;
  readonly short: number;
  /** For a call whose work first waits for a pool thread, and then still waits for its own duration. */
  readonly crowded: number;
  /** For calls whose ends nobody waits for. */
  readonly wrapping: WrappingDurations;
}

/**
 * Durations that are too large for a number type that is often used for them. The rest that such a type keeps of them is
 * a few ms, so the callback comes almost at once. The harness does not have to wait for the callbacks that are right.
 */
export interface WrappingDurations {
  /** A little more than 2^32 ns; as a signed number of 32 bits, ns overflow from 2,148 ms on. */
  readonly nanoseconds: number;
  /** A little more than 2^16 ms. */
  readonly sixteenBits: number;
  /** A little more than 2^32 µs. */
  readonly microseconds: number;
}

/** Durations that wrap, with a rest of at most `rest` ms. */
export function wrappingDurations(rest: () => number): WrappingDurations {
  return {
    nanoseconds: Math.ceil(2 ** 32 / 1e6) + rest(),
    sixteenBits: 2 ** 16 + rest(),
    microseconds: Math.ceil(2 ** 32 / 1e3) + rest(),
  };
}

/** A call of `delay`. */
export function delayCall(ms: number): CallDescription {
  return { what: `delay(${ms}, callback)`, awaits: 'callback', input: { ms } };
}

/** If the JS thread is held in so many tries, the cause is not a busy machine. */
export const MAX_OVERLAPPING_TRIES = 5;

/** How often calls are made during garbage collections, if the machine is so busy that the waits end before those. */
export const MAX_COLLECTING_TRIES = 5;

/** The durations of the calls during garbage collections. */
export function collectedDurations({ single }: Durations): readonly number[] {
  return single.slice(0, 3);
}

/** The durations of the calls that are made while the pool is busy. */
export function crowdedDurations({ crowded }: Durations): readonly number[] {
  return [5, crowded, 5];
}

/** How long the pool is kept busy during calls, most of which are far shorter, ms. */
export const CROWDED_MS = 300;
