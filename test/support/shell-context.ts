import type { Test } from 'tap';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import { commands } from '../../src/commands/index.js';
import { Catalogue } from '../../src/course/catalogue.js';
import type { Exercise } from '../../src/course/exercise.js';
import { Progress } from '../../src/course/progress.js';
import type { CommandContext } from '../../src/shell/command.js';
import { runProgram } from '../../src/shell/program.js';
import { terminalOf } from './terminal-of.js';

/** An exercise without texts and checks: it can be listed and selected, but not printed. */
export function namedExercise(title: string): Exercise {
  return {
    id: title.toLowerCase().replace(/\W+/g, '_'),
    title,
    functions: [],
    loadTask: async () => ({ params: () => undefined, scenarios: {}, checks: [] }),
  };
}

/**
 * Runs commands in this process and captures their output; progress is in a test folder. The course has one real
 * exercise, so that tests do not depend on the others.
 */
export class Shell {
  readonly context: CommandContext;
  out = '';
  err = '';

  /** @param more exercises after the real one */
  constructor(t: Test, ...more: Exercise[]) {
    const warn = (text: string) => {
      this.err += `${text}\n`;
    };
    this.context = {
      catalogue: new Catalogue([offTheJsThread, ...more]),
      progress: new Progress(t.testdir(), warn),
      terminal: terminalOf(),
      commands,
      print: (text) => {
        this.out += `${text}\n`;
      },
      say: (text) => {
        this.out += `${text}\n`;
      },
      write: (text) => {
        this.out += text;
      },
      warn,
      paged: (print) => print(),
    };
  }

  /** Runs a command line; clears the output captured before. @returns the exit code */
  run(...argv: string[]): Promise<number> {
    this.out = '';
    this.err = '';
    return runProgram(this.context, argv);
  }
}
