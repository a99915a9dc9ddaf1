/** The params of the drives of this exercise. */
export interface DriveParams {
  readonly packageFolder: string;
  /** The main module, relative to the package's folder. */
  readonly main: string;
  /** The ES module of `Copies`. */
  readonly user: string;
  /** The file name of the compiled add-on. */
  readonly addonName: string;
  /** The names that the reference add-on exports, chosen for each verify. Some are functions, others are not. */
  readonly names: readonly string[];
}
