import type { Catalogue } from '../course/catalogue.js';
import type { Progress } from '../course/progress.js';
import type { Terminal } from '../environment/terminal.js';

/** Everything a command depends on. Tests pass their own, so that commands need not touch the process. */
export interface CommandContext {
  readonly catalogue: Catalogue;
  readonly progress: Progress;
  readonly terminal: Terminal;
  readonly commands: readonly CommandDefinition[];
  /** Writes text and a newline to standard output; in ASCII if the terminal does not support Unicode. */
  print(text: string): void;
  /** Like `print`, for prose: on a terminal, lines are wrapped between words. */
  say(text: string): void;
  /** Writes to standard output unchanged, without a newline: for JSON and code. */
  write(text: string): void;
  /** Shows what `print` writes in a pager, if that is too long for the screen. */
  paged<T>(print: () => Promise<T>): Promise<T>;
  /** Writes prose and a newline to standard error; lines are wrapped only on a terminal. */
  warn(text: string): void;
}

/** A positional argument; with `variadic`, all the remaining ones. */
export interface ArgumentDefinition {
  readonly name: string;
  readonly summary: string;
  readonly required?: boolean;
  readonly variadic?: boolean;
}

export interface OptionDefinition {
  /** In commander's syntax: `--json`, `--exercise <exercise>`. */
  readonly flags: string;
  readonly summary: string;
}

/** Values by the option's name in camel case: `true` for a flag, a string for an option that takes a value. */
export type CommandOptions = Readonly<Record<string, string | boolean | undefined>>;

/** A command: parsing, help and shell completion are all derived from this definition. */
export interface CommandDefinition {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** Further paragraphs, for `help <command>`. */
  readonly details?: string;
  readonly arguments: readonly ArgumentDefinition[];
  readonly options: readonly OptionDefinition[];
  /** Command lines without the program's name: `verify myaddon/`. */
  readonly examples: readonly string[];
  /** Options after the first argument are passed to the program that is run: `run myaddon/ --fast`. */
  readonly passThrough?: boolean;
  /** A `--` is passed as an argument, because it means something even before the first one: `trace -- node app.js`. */
  readonly keepsSeparator?: boolean;
  /**
   * @param args the positional arguments
   * @returns the exit code
   * @throws {Stop} when the command cannot be carried out
   */
  run(context: CommandContext, args: readonly string[], options: CommandOptions): Promise<number>;
}
