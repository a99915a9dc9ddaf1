import { stripVTControlCharacters } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Terminal } from '../environment/terminal.js';
import { protectSpaces, restoreSpaces } from '../texts/inline.js';
import { t } from '../texts/translate.js';
import type { CheckResult } from './check.js';
import { printable } from './printable.js';

const INDENT = '    ';
/** A longer line of the learner's output is cut, in characters. */
const MAX_LINE_LENGTH = 200;
const KEEP_SPACES = { trim: false, hard: true, wordWrap: false };
const CODE = /^\s*\d* \| /;
const ITEM = '- ';

/** A settled check: a tick or a cross with its title, wrapped. If it passed, its observation follows on separate lines. */
export function checkLine(check: CheckResult, { paint, symbols, width }: Terminal): string {
  const marker = check.status === 'pass' ? paint.green(symbols.tick) : paint.red(symbols.cross);
  const title = check.status === 'pass' ? check.title : paint.bold(check.title);
  const [first, ...others] = wrapped(title, width - INDENT.length);
  const details =
    check.status === 'pass' && check.observed !== undefined ? wrapped(check.observed, width - 6) : [];
  return [
    `  ${marker} ${first}`,
    ...others.map((line) => INDENT + line),
    ...details.map((line) => INDENT + paint.dim(line)),
  ].join('\n');
}

/** The explanation of a failed check: what was observed, where, what was expected, why, and what to read again. */
export function failureLines(check: CheckResult, terminal: Terminal, { readAgain = true } = {}): string[] {
  const parts: readonly (readonly [string, string | undefined])[] = [
    [t('verify.observed'), check.observed],
    [t('verify.where'), check.where],
    [t('verify.expected'), check.expected],
    [t('verify.why'), check.hint],
    [t('verify.again'), readAgain ? t('verify.read-again') : undefined],
  ];
  const width = Math.max(...parts.map(([label]) => label.length)) + 2;
  return parts.flatMap(([label, text]) => (text ? part(label, text, width, terminal) : []));
}

/** A wrapped paragraph, indented like the checks. @param marker precedes the first line */
export function paragraph(text: string, { width }: Terminal, marker = ''): string[] {
  const [first, ...others] = wrapped(text, width - 2 - stripVTControlCharacters(marker).length);
  return [`  ${marker}${first}`, ...others.map((line) => `  ${line}`)];
}

/** A text below the title of a check, wrapped, with code in backticks painted. */
export function indentedText(text: string, terminal: Terminal): string[] {
  const columns = Math.max(20, terminal.textWidth - INDENT.length);
  return wrapped(emphasize(printable(text), columns, terminal), columns).map((line) => INDENT + line);
}

/** A line with the number of checks that were not run; empty if all were. */
export function skippedLine(checks: readonly CheckResult[], terminal: Terminal): string[] {
  const { paint, symbols } = terminal;
  const count = checks.filter(({ status }) => status === 'skip').length;
  return count === 0
    ? []
    : paragraph(paint.dim(`${symbols.skip} ${t('verify.skipped', { count })}`), terminal);
}

/**
 * The learner's own output, indented, without control characters.
 * @param maxLines how many of the last lines to show, each cut to 200 characters; `Infinity` shows everything
 */
export function outputLines(heading: string, text: string, terminal: Terminal, maxLines = 12): string[] {
  const { paint, symbols, width } = terminal;
  const lines = text.trimEnd().split(/\r?\n/);
  if (text.trim() === '') return [];
  const quote = `${INDENT}${paint.dim(symbols.quote)} `;
  const longest = Number.isFinite(maxLines) ? MAX_LINE_LENGTH : undefined;
  const shown = lines
    .slice(-maxLines)
    .flatMap((line) => wrapAnsi(printable(line).slice(0, longest), width - 6, KEEP_SPACES).split('\n'))
    .map((line) => quote + line);
  const gap = lines.length > maxLines ? [quote + paint.dim(symbols.ellipsis)] : [];
  return ['', ...paragraph(paint.dim(heading), terminal), ...gap, ...shown];
}

function part(label: string, text: string, width: number, terminal: Terminal): string[] {
  const columns = Math.max(20, terminal.textWidth - INDENT.length - width);
  const lines = text.split(/\r?\n/).flatMap((line) => {
    // A line of an excerpt must keep its columns and its backticks.
    if (CODE.test(line)) return [printable(line)];
    if (line.startsWith(ITEM)) return item(line.slice(ITEM.length), columns, terminal);
    return wrapped(emphasize(printable(line), columns, terminal), columns);
  });
  const marked = terminal.paint.cyan(label.padEnd(width));
  return lines.map((line, index) => `${INDENT}${index === 0 ? marked : ' '.repeat(width)}${line}`);
}

function item(text: string, columns: number, terminal: Terminal): string[] {
  const bullet = `${terminal.symbols.bullet} `;
  const inner = columns - bullet.length;
  return wrapped(emphasize(printable(text), inner, terminal), inner).map(
    (line, index) => (index === 0 ? bullet : ' '.repeat(bullet.length)) + line,
  );
}

/** Breaks a text at its spaces, and within what is longer than a line. */
export function wrapped(text: string, columns: number): string[] {
  return restoreSpaces(wrapAnsi(text, columns, { trim: true, hard: true })).split('\n');
}

/** Paints code in backticks, and keeps it on one line if it fits. */
function emphasize(line: string, columns: number, { paint }: Terminal): string {
  return line.replace(/`([^`]+)`/g, (_, code: string) => paint.yellow(protectSpaces(code, columns)));
}
