import { wrapAnsi } from 'fast-wrap-ansi';
import { commands } from './commands/index.js';
import { Catalogue } from './course/catalogue.js';
import { exercises } from './course/exercises.js';
import { Progress } from './course/progress.js';
import { configFolder } from './environment/folders.js';
import { detectTerminal } from './environment/terminal.js';
import { Stop } from './report/stop.js';
import type { CommandContext } from './shell/command.js';
import { showInPager } from './shell/pager.js';
import { runProgram } from './shell/program.js';
import { toAscii } from './texts/ascii.js';

/**
 * Runs learnyounative: the command that `argv` names, or the menu if `argv` is empty. A {@link Stop} ends the command:
 * its message goes to standard error.
 * @param argv the command-line arguments, without the program's name
 * @returns the exit code
 */
export async function runCli(argv: readonly string[]): Promise<number> {
  const context = createContext();
  try {
    if (argv.length > 0) return await runProgram(context, argv);
    // workshopper-adventure takes as long to load as everything else: load it only for the menu.
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
  const displayable = (text: string) => (terminal.unicode ? text : toAscii(text));
  const output = (text: string) => void process.stdout.write(text);
  let write = output;
  const print = (text: string) => write(`${displayable(text)}\n`);
  const warn = (text: string) => void process.stderr.write(`${displayable(wrapFor(process.stderr, text))}\n`);
  return {
    catalogue: new Catalogue(exercises),
    progress: new Progress(configFolder(), warn),
    terminal,
    commands,
    print,
    say: (text) => print(wrapFor(process.stdout, text)),
    write: (text) => write(text),
    warn,
    paged: async (show) => {
      if (!terminal.interactive) return await show();
      let text = '';
      write = (part) => {
        text += part;
      };
      try {
        return await show();
      } finally {
        write = output;
        await showInPager(text, terminal);
      }
    },
  };
}

/** Wraps text to the current width of a terminal; leaves it unchanged when the stream is not a terminal. */
function wrapFor({ isTTY, columns }: NodeJS.WriteStream, text: string): string {
  return isTTY ? wrapAnsi(text, columns || 80) : text;
}
