/** What a build of an add-on stands on. */
export type Thing =
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

/** What can be installed, whatever it is called on this system. */
export type Package = 'node' | 'npm' | 'python' | 'make' | 'compiler';

/** A place that was looked at, and why it was of no use. */
export interface Attempt {
  readonly place: string;
  readonly reason: string;
}

export interface Found {
  readonly found: true;
  readonly thing: Thing;
  readonly version?: string | undefined;
  /** A file or a folder. */
  readonly where?: string | undefined;
  /** What else is worth knowing of it, in a sentence. */
  readonly note?: string | undefined;
}

export interface Missing {
  readonly found: false;
  readonly thing: Thing;
  /** Which of the problems that are known of this thing: its texts are `toolchain.<thing>.<problem>`. */
  readonly problem: string;
  /** What stands in those texts. */
  readonly values?: Readonly<Record<string, string>>;
  /** Every place that was looked at. */
  readonly attempts: readonly Attempt[];
  /** What to install. */
  readonly packages: readonly Package[];
}

/** What became of looking for one thing. */
export type Finding = Found | Missing;
