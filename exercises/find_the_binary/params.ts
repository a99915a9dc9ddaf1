/** The params of the drives of this exercise. */
export interface DriveParams {
  readonly packageFolder: string;
  /** The ES module of `Copies`. */
  readonly user: string;
  /** The names that the reference add-on exports, chosen for each verify. Some are functions, others are not. */
  readonly names: readonly string[];
}
