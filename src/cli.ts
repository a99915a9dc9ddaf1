import { commands } from './commands/index.js';
import { Catalogue } from './course/catalogue.js';
import { exercises } from './course/exercises.js';
import { Progress } from './course/progress.js';
import { configFolder } from './environment/folders.js';
import { detectTerminal } from './environment/terminal.js';
import { Stop } from './report/stop.js';
import type { CommandContext } from './shell/command.js';
import { runProgram } from './shell/program.js';
import { toAscii } from './texts/ascii.js';
import { wrapWords } from './texts/wrap-words.js';

/**
 * Runs learnyounative: a command, or the menu where there is none.
 * @param argv the words after the program's name
 * @returns the exit code
 */
export async function runCli(argv: readonly string[]): Promise<number> {
  const context = createContext();
  try {
    if (argv.length > 0) return await runProgram(context, argv);
    // The framework takes as long to load as all the rest: only the menu waits for it.
    const { openShop } = await import('./shell/shop.js');
    return await openShop(context);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    context.warn(error.message);
    if (error.details !== undefined && argv.includes('--verbose')) process.stderr.write(`${error.details}\n`);
    return error.exitCode;
  }
}

function createContext(): CommandContext {
  const terminal = detectTerminal();
  const plain = (text: string) => (terminal.unicode ? text : toAscii(text));
  const print = (text: string) => void process.stdout.write(`${plain(text)}\n`);
  const warn = (text: string) => void process.stderr.write(`${plain(fitted(text, process.stderr))}\n`);
  return {
    catalogue: new Catalogue(exercises),
    progress: new Progress(configFolder(), warn),
    terminal,
    commands,
    print,
    say: (text) => print(fitted(text, process.stdout)),
    write: (text) => void process.stdout.write(text),
    warn,
  };
}

/** Broken between words, as the window is now; whole where the output goes anywhere else. */
function fitted(text: string, { isTTY, columns }: NodeJS.WriteStream): string {
  return isTTY ? wrapWords(text, columns).join('\n') : text;
}
