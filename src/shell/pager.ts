import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from '../environment/terminal.js';
import { t } from '../texts/translate.js';
import type { CommandContext, OptionDefinition } from './command.js';

/** The option of every command that prints a long text. */
export const NO_PAGER: OptionDefinition = { flags: '--no-pager', summary: t('help.noPager') };

/** The same without a pager. */
export function unpaged(context: CommandContext): CommandContext {
  return { ...context, paged: (print) => print() };
}

/** The exit code of a shell for a command that it did not find. */
const NOT_FOUND = 127;
/** Where there is no less, the shell must not complain. */
const DEFAULT_PAGER = `command -v less >/dev/null 2>&1 || exit ${NOT_FOUND}; exec less -R`;

/**
 * Shows a text in the learner's pager if it does not fit on the screen; otherwise, or if there is no pager, writes it to
 * standard output. Resolves when the learner has left the pager.
 */
export async function showInPager(text: string, terminal: Terminal): Promise<void> {
  const pager = pagerFor(text, terminal);
  if (pager !== undefined && (await runPager(pager, text))) return;
  process.stdout.write(text);
}

/** The shell command to show the text with; `undefined` if it needs none. */
export function pagerFor(
  text: string,
  { interactive, width, height }: Terminal,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  // The prompt of the shell needs a row, too.
  if (!interactive || rowsOf(text, width) < height) return undefined;
  const { PAGER } = environment;
  // Windows has no less, and its `more` shows no colours.
  if (PAGER === undefined) return platform === 'win32' ? undefined : DEFAULT_PAGER;
  return PAGER.trim() === '' || PAGER.trim() === 'cat' ? undefined : PAGER;
}

function rowsOf(text: string, width: number): number {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => Math.max(1, Math.ceil(stripVTControlCharacters(line).length / width)))
    .reduce((sum, rows) => sum + rows, 0);
}

/** @returns whether there is such a pager */
function runPager(command: string, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    // `$PAGER` is a shell command by definition: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/man.html
    const child = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'] });
    // Ctrl-C belongs to the pager, which ends a search with it.
    const ignore = () => {};
    process.on('SIGINT', ignore);
    const end = (found: boolean) => {
      process.off('SIGINT', ignore);
      resolve(found);
    };
    child.once('error', () => end(false));
    child.once('close', (code) => end(code !== NOT_FOUND));
    // The learner may leave the pager before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}
