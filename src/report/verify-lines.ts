import { stripVTControlCharacters } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import type { Terminal } from '../environment/terminal.js';
import { protectSpaces, restoreSpaces } from '../texts/inline.js';
import { t } from '../texts/translate.js';
import type { CheckResult } from './check.js';
import { printable } from './printable.js';

const INDENT = '    ';
/** Of the learner's output, characters. */
const LONGEST_LINE = 200;
const KEEP_SPACES = { trim: false, hard: true, wordWrap: false };
const CODE = /^\s*\d* \| /;
const ITEM = '- ';

/**
 * The line of a settled check: a tick or a cross, and what it says; several lines where that is too long. Where it
 * passed and there is something to see, that follows in lines of its own.
 */
export function checkLine(check: CheckResult, { paint, symbols, width }: Terminal): string {
  const sign = check.status === 'pass' ? paint.green(symbols.tick) : paint.red(symbols.cross);
  const title = check.status === 'pass' ? check.title : paint.bold(check.title);
  const [first, ...others] = wrapped(title, width - INDENT.length);
  const seen =
    check.status === 'pass' && check.observed !== undefined ? wrapped(check.observed, width - 6) : [];
  return [
    `  ${sign} ${first}`,
    ...others.map((line) => INDENT + line),
    ...seen.map((line) => INDENT + paint.dim(line)),
  ].join('\n');
}

/** What a failed check teaches: observed, where, expected, why, what to read again. */
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

/** A paragraph of ours, indented as the checks are; its first line begins with `sign`. */
export function paragraph(text: string, { width }: Terminal, sign = ''): string[] {
  const [first, ...others] = wrapped(text, width - 2 - stripVTControlCharacters(sign).length);
  return [`  ${sign}${first}`, ...others.map((line) => `  ${line}`)];
}

/** How many checks were not reached, or nothing. */
export function skippedLine(checks: readonly CheckResult[], terminal: Terminal): string[] {
  const { paint, symbols } = terminal;
  const count = checks.filter(({ status }) => status === 'skip').length;
  return count === 0
    ? []
    : paragraph(paint.dim(`${symbols.skip} ${t('verify.skipped', { count })}`), terminal);
}

/** The learner's own output, indented and cut to the beginnings of its last lines; all of it where `most` is infinite. */
export function outputLines(heading: string, text: string, terminal: Terminal, most = 12): string[] {
  const { paint, symbols, width } = terminal;
  const lines = text.trimEnd().split(/\r?\n/);
  if (text.trim() === '') return [];
  const quote = `${INDENT}${paint.dim(symbols.quote)} `;
  const longest = Number.isFinite(most) ? LONGEST_LINE : undefined;
  const shown = lines
    .slice(-most)
    .flatMap((line) => wrapAnsi(printable(line).slice(0, longest), width - 6, KEEP_SPACES).split('\n'))
    .map((line) => quote + line);
  const gap = lines.length > most ? [quote + paint.dim(symbols.ellipsis)] : [];
  return ['', ...paragraph(paint.dim(heading), terminal), ...gap, ...shown];
}

function part(label: string, text: string, width: number, terminal: Terminal): string[] {
  const room = Math.max(20, terminal.textWidth - INDENT.length - width);
  const lines = text.split(/\r?\n/).flatMap((line) => {
    // A line with a gutter is code with its marker: it must keep its columns and its backticks.
    if (CODE.test(line)) return [printable(line)];
    if (line.startsWith(ITEM)) return item(line.slice(ITEM.length), room, terminal);
    return wrapped(emphasize(printable(line), room, terminal), room);
  });
  const marked = terminal.paint.cyan(label.padEnd(width));
  return lines.map((line, index) => `${INDENT}${index === 0 ? marked : ' '.repeat(width)}${line}`);
}

function item(text: string, room: number, terminal: Terminal): string[] {
  const bullet = `${terminal.symbols.bullet} `;
  const inner = room - bullet.length;
  return wrapped(emphasize(printable(text), inner, terminal), inner).map(
    (line, index) => (index === 0 ? bullet : ' '.repeat(bullet.length)) + line,
  );
}

function wrapped(text: string, columns: number): string[] {
  return restoreSpaces(wrapAnsi(text, columns, { trim: true, hard: true })).split('\n');
}

/** Code in backticks is painted, and stays on one line where that has room for it. */
function emphasize(line: string, room: number, { paint }: Terminal): string {
  return line.replace(/`([^`]+)`/g, (_, code: string) => paint.yellow(protectSpaces(code, room)));
}
