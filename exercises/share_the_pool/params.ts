/** What both sides of the harness know of `checksums(buffers, callback)`. */
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
