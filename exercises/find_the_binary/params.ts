/** What a drive of this exercise is told. */
export interface DriveParams {
  readonly packageFolder: string;
  /** The ES module of `Copies`. */
  readonly user: string;
  /** The names that the reference add-on exports, made up for this verify; some hold functions, some values. */
  readonly names: readonly string[];
}
