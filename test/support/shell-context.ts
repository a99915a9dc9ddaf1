import type { Test } from 'tap';
import offTheJsThread from '../../exercises/off_the_js_thread/exercise.js';
import { commands } from '../../src/commands/index.js';
import { Catalogue } from '../../src/course/catalogue.js';
import type { Exercise } from '../../src/course/exercise.js';
import { Progress } from '../../src/course/progress.js';
import type { CommandContext } from '../../src/shell/command.js';
import { runProgram } from '../../src/shell/program.js';
import { terminalOf } from './terminal-of.js';

/** An exercise that is only a name: enough for whatever does not print or verify it. */
export function namedExercise(title: string): Exercise {
  return {
    id: title.toLowerCase().replace(/\W+/g, '_'),
    title,
    functions: [],
    loadTask: async () => ({ params: () => undefined, scenarios: {}, checks: [] }),
  };
}

/**
 * The shell in this process: what it prints is kept, its progress is in a folder of the test. The course is one real
 * exercise, so that nothing depends on how many others there are.
 */
export class Shell {
  readonly context: CommandContext;
  out = '';
  err = '';

  /** @param more exercises that follow the real one */
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
    };
  }

  /** Runs a command line and resolves to its exit code; what was printed before is forgotten. */
  run(...argv: string[]): Promise<number> {
    this.out = '';
    this.err = '';
    return runProgram(this.context, argv);
  }
}
