/** What the build of an add-on depends on. */
export type Prerequisite =
  | 'node'
  | 'npm'
  | 'python'
  | 'make'
  | 'compiler'
  | 'headers'
  | 'cache-folder'
  | 'temp-folder'
  | 'add-on'
  | 'probe';

/** What can be installed; its name in a package manager depends on the system. */
export type Package = 'node' | 'npm' | 'python' | 'make' | 'compiler';

/** A place that was searched, and why nothing usable is there. */
export interface Attempt {
  readonly place: string;
  readonly reason: string;
}

export interface Found {
  readonly found: true;
  readonly thing: Prerequisite;
  readonly version?: string | undefined;
  /** A file or a folder. */
  readonly where?: string | undefined;
  /** Further information, in one sentence. */
  readonly note?: string | undefined;
}

export interface Missing {
  readonly found: false;
  readonly thing: Prerequisite;
  /** Its texts are `toolchain.<thing>.<problem>` and the same with `-hint`. */
  readonly problem: string;
  /** Values for those texts. */
  readonly values?: Readonly<Record<string, string>>;
  /** Every place that was searched. */
  readonly attempts: readonly Attempt[];
  /** What to install; empty if that would not help. */
  readonly packages: readonly Package[];
}

/** The result of looking for one prerequisite. */
export type ToolFinding = Found | Missing;
