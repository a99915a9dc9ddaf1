/** What both sides know of a `delay` task: the parent chooses it, the child makes the calls. */

/** Durations in ms, chosen for each run, so that no submission knows them beforehand. */
export interface Durations {
  /** For single calls, one after the other, until the JS thread was free in one. */
  readonly single: readonly number[];
  /** For three calls that overlap: the first one long, over a second. */
  readonly long: number;
  readonly medium: number;
  readonly short: number;
  /** For a call that has to wait for a thread of the pool first, and still waits itself when it gets one. */
  readonly crowded: number;
}

/** How long the pool is kept busy around calls, most of them far shorter, ms. */
export const CROWDED_MS = 300;
