/** The params of a `delay` task: the parent chooses them, and the child makes the calls. */

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
}

/** How long the pool is kept busy during calls, most of which are far shorter, ms. */
export const CROWDED_MS = 300;
