/** The params of this exercise: the parent plans the calls, and the child makes them. */
import type { PlannedCall } from '../../src/tasks/values/params.js';

/**
 * What a call tests:
 * - `count`: what it counts and reports;
 * - `busy`: the same, while the JS thread is busy, so that its reports have to wait;
 * - `bad`: its limit is not one;
 * - `aborted-before`: its signal is aborted before the call;
 * - `running`: it is aborted after a few reports;
 * - `behind`: made while the one before runs, and aborted while its work is queued behind that;
 * - `reports-queued`: the same, while reports wait for the JS thread;
 * - `work-done`: it is aborted when its work is done, and its promise pending;
 * - `late`: it is aborted after its promise is settled;
 * - `next`: its work needs the thread that an aborted call had;
 * - `kept`: made with others at once, and not aborted;
 * - `queued`: made with others at once, and aborted while its work is queued;
 * - `shared`: the same, with a signal that other calls have, too.
 */
export type Kind =
  | 'count'
  | 'busy'
  | 'bad'
  | 'aborted-before'
  | 'running'
  | 'behind'
  | 'reports-queued'
  | 'work-done'
  | 'late'
  | 'next'
  | 'kept'
  | 'queued'
  | 'shared';

/**
 * A call of `countPrimes`. In its expressions, `signal` and `onProgress` are made for the call. `expected` is the reason
 * with which its signal is aborted; without it, Node.js makes one.
 */
export interface PlannedCount extends PlannedCall {
  readonly kind: Kind;
}

/** The calls of `countPrimes`, chosen for each verify. */
export interface Params {
  /** Made one after the other, each when the promise of the one before is settled. */
  readonly calls: readonly PlannedCount[];
  /** All made at once. */
  readonly crowd: readonly PlannedCount[];
  /** Made during garbage collections: the last one is aborted while it runs. */
  readonly collected: readonly PlannedCount[];
}

/** The name of the learner's function. */
export const FUNCTION = 'countPrimes';

/** After how many numbers a call has to report. */
export const REPORT_EVERY = 10_000;
