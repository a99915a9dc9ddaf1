/** Durations in ms, chosen anew for each run, so that no submission knows them beforehand. */
export interface Durations {
  /** For calls one after the other. */
  readonly inARow: readonly number[];
  /** For the call whose callback throws, and the one on the reference add-on. */
  readonly throwing: number;
  readonly reference: number;
}
