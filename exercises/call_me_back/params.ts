/** Durations in ms, chosen for each verify, so that no submission can know them in advance. */
export interface Durations {
  /** For consecutive calls. */
  readonly inARow: readonly number[];
  /** For the call whose callback throws. */
  readonly throwing: number;
  /** For the call on the reference add-on. */
  readonly reference: number;
}
