import type { Catalogue } from '../course/catalogue.js';
import type { Progress } from '../course/progress.js';
import type { Terminal } from '../environment/terminal.js';

/** What a command works with. Nothing in it reaches for the process: tests hand in their own. */
export interface CommandContext {
  readonly catalogue: Catalogue;
  readonly progress: Progress;
  readonly terminal: Terminal;
  /** All commands, for help. */
  readonly commands: readonly CommandDefinition[];
  /** Writes a text of ours and a line end to standard output, in ASCII where the locale wants that. */
  print(text: string): void;
  /** Prints sentences of ours: on a terminal, no word of theirs is broken at its edge. */
  say(text: string): void;
  /** Writes to standard output as it is: JSON, code. Adds nothing. */
  write(text: string): void;
  /** Writes sentences to standard error; where that is no terminal, in one line. */
  warn(text: string): void;
}

/** One word, or with `variadic` all the words that follow. */
export interface ArgumentDefinition {
  readonly name: string;
  readonly summary: string;
  readonly required?: boolean;
  readonly variadic?: boolean;
}

export interface OptionDefinition {
  /** As commander reads it: `--json`, `--exercise <exercise>`. */
  readonly flags: string;
  readonly summary: string;
}

/** By the option's name in camel case: `true` for a flag, the text for an option with a value. */
export type CommandOptions = Readonly<Record<string, string | boolean | undefined>>;

/** All there is to know of a command: it is parsed, run and explained from this one description. */
export interface CommandDefinition {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** More of it, in paragraphs, for `help <command>`. */
  readonly details?: string;
  readonly arguments: readonly ArgumentDefinition[];
  readonly options: readonly OptionDefinition[];
  /** Without the program's name: `verify myaddon/`. */
  readonly examples: readonly string[];
  /** Options after the first argument belong to somebody else: `run myaddon/ --fast`. */
  readonly passThrough?: boolean;
  /**
   * @param args the words given, in order
   * @returns the exit code
   */
  run(context: CommandContext, args: readonly string[], options: CommandOptions): Promise<number>;
}
