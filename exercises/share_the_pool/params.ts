/** What both sides of the harness know of `checksums(buffers, callback)`. */
import type { CallDescription } from '../../src/harness/protocol.js';
import type { PlannedCall } from '../../src/tasks/values/params.js';

/** How many jobs the add-on may have in the pool at once, queued or running. */
export const SHARE = 2;

/** Chosen for each verify. The contents of the buffers are random, and known only to the child process. */
export interface Params {
  /** The lengths of the buffers of a call that is made alone, in bytes. */
  readonly alone: readonly number[];
  /** The lengths of the buffers of two calls at once. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** The lengths of many buffers, among whose jobs `fs` and `crypto` need the pool. */
  readonly crowd: readonly number[];
  readonly wrongCalls: readonly PlannedCall[];
}

/** A call of `checksums` with buffers of these lengths, in bytes. */
export function checksumsCall(lengths: readonly number[]): CallDescription {
  const full = lengths.filter((length) => length > 0).length;
  return {
    what: lengths.length === 0 ? 'checksums([], callback)' : 'checksums(buffers, callback)',
    awaits: 'callback',
    input: { buffers: lengths.length, full },
  };
}

/** If the JS thread is held in this many calls, the cause is not a busy machine. */
export const MAX_TRIES = 12;

/** The lengths of the buffers of a call with one buffer many times, and empty ones in between. */
export function equalLengths({ first }: Params): readonly number[] {
  const length = first[1]!;
  return [...Array.from({ length: 100 }, () => length), 0, length, 0, 0];
}

/** The lengths of the buffers of which the harness keeps no reference. */
export function unkeptLengths({ crowd }: Params): readonly number[] {
  return crowd.slice(0, 40);
}

/** The lengths of the buffers of a short call. */
export const SHORT: readonly number[] = [10];

/** How the results of a call differ from what they should be. Sent as JSON, in an observation named `results`. */
export interface ResultsReport {
  /** The number of the call, from 1. */
  readonly call: number;
  readonly buffers: number;
  /** `undefined` if everything is right. */
  readonly wrong?:
    | { readonly kind: 'no-array'; readonly got: string }
    | { readonly kind: 'length'; readonly got: number }
    | {
        readonly kind: 'element';
        readonly index: number;
        /** The length of the buffer, in bytes. */
        readonly length: number;
        readonly got: string;
        readonly expected: number;
        /** What the number is instead; `undefined` if that is unknown. */
        readonly like?: Likeness;
      };
}

/** What a wrong checksum may be. */
export type Likeness =
  /** The right one, as a signed number of 32 bits. */
  | 'signed'
  /** The checksum of another buffer of the same call, or of another call. */
  | 'other-buffer'
  | 'other-call'
  /** The checksum of the memory from its first byte on: `byteOffset` was ignored. */
  | 'start-of-memory'
  /** The sum `a` started at 0. */
  | 'from-zero'
  | 'halves-swapped'
  /** The right one, but of another type. */
  | 'other-type'
  /** The array has no such element. */
  | 'hole';
