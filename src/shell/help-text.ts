import { wrapAnsi } from 'fast-wrap-ansi';
import { packageJson } from '../environment/package-root.js';
import type { Terminal } from '../environment/terminal.js';
import { EXIT } from '../report/stop.js';
import { t } from '../texts/translate.js';
import type { CommandContext, CommandDefinition } from './command.js';
import { argumentUsage, usage } from './usage.js';

/** A term and its meaning; either can be empty. */
type Row = readonly [term: string, meaning: string];
type Section = readonly [title: string, rows: readonly Row[]];

const INDENT = '  ';
const MAX_TERM_LENGTH = 24;
const MIN_WIDTH_FOR_COLUMNS = 60;

/** The page of `help`: all commands, common options, exit codes, examples. */
export function generalHelp({ commands, terminal }: Pick<CommandContext, 'commands' | 'terminal'>): string {
  return page(terminal, [
    [
      t('help.usage'),
      [
        [program(`[${t('help.command')}]`), ''],
        ['', t('help.withoutCommand')],
      ],
    ],
    [t('help.commands'), commands.map((command) => [usage(command), command.summary])],
    [
      t('help.options'),
      [
        ['-h, --help', t('help.helpOption')],
        ['-v, --version', t('version.summary')],
        ['--verbose', t('help.verboseOption')],
        ['--no-pager', t('help.noPager')],
      ],
    ],
    [
      t('help.exitCodes'),
      [
        [String(EXIT.ok), t('help.exitDone')],
        [String(EXIT.notPassed), t('help.exitFailed')],
        [String(EXIT.usage), t('help.exitUsage')],
        [String(EXIT.notReady), t('help.exitNotReady')],
        [String(EXIT.internalError), t('help.exitFault')],
        [String(EXIT.interrupted), t('help.exitInterrupted')],
      ],
    ],
    [t('help.examples'), ['start', 'verify myaddon/', 'help verify'].map((line) => [program(line), ''])],
  ]);
}

/** The page of `help <command>`: usage, arguments, options, examples. */
export function helpFor(command: CommandDefinition, terminal: Terminal): string {
  return page(terminal, [
    [t('help.usage'), [[program(usage(command)), '']]],
    ...[command.summary, ...(command.details?.split('\n\n') ?? [])].map(
      (part): Section => ['', [['', part]]],
    ),
    [t('help.arguments'), command.arguments.map((argument) => [argumentUsage(argument), argument.summary])],
    [t('help.options'), command.options.map(({ flags, summary }) => [flags, summary])],
    [t('help.examples'), command.examples.map((example) => [program(example), ''])],
  ]);
}

function program(rest: string): string {
  return `${packageJson.name} ${rest}`;
}

function page(terminal: Terminal, sections: readonly Section[]): string {
  return sections
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => section(title, rows, terminal))
    .join('\n\n');
}

function section(title: string, rows: readonly Row[], terminal: Terminal): string {
  const terms = rows.filter(([, meaning]) => meaning).map(([term]) => term.length);
  const column = Math.min(MAX_TERM_LENGTH, Math.max(...terms, 0)) + 2;
  const lines = rows.flatMap((row) => rowLines(row, column, terminal));
  return [...(title ? [terminal.paint.bold(title)] : []), ...lines].join('\n');
}

/** The meaning goes next to its term, or below it if the terminal is narrow or the term is long. */
function rowLines([term, meaning]: Row, column: number, { textWidth, paint }: Terminal): string[] {
  if (!meaning) return term ? [INDENT + paint.cyan(term)] : [];
  if (!term) return indented(meaning, INDENT, textWidth);
  const narrow = textWidth < MIN_WIDTH_FOR_COLUMNS;
  const padding = INDENT + (narrow ? INDENT : ' '.repeat(column));
  const lines = indented(meaning, padding, textWidth);
  if (narrow || term.length + 2 > column) return [INDENT + paint.cyan(term), ...lines];
  const beside = `${INDENT}${paint.cyan(term)}${' '.repeat(column - term.length)}`;
  return [beside + lines[0]!.slice(padding.length), ...lines.slice(1)];
}

function indented(text: string, padding: string, width: number): string[] {
  return wrapAnsi(text, width - padding.length)
    .split('\n')
    .map((line) => padding + line);
}
