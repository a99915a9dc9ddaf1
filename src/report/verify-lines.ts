import { stripVTControlCharacters } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import type { Terminal } from '../environment/terminal.js';
import { t } from '../texts/translate.js';
import type { CheckResult } from './check.js';

const INDENT = '    ';
/** Of the learner's output, characters. */
const LONGEST_LINE = 200;

/** The line of a settled check: a tick or a cross, and what it says. */
export function checkLine(check: CheckResult, { paint, symbols }: Terminal): string {
  const sign = check.status === 'pass' ? paint.green(symbols.tick) : paint.red(symbols.cross);
  return `  ${sign} ${check.status === 'pass' ? check.title : paint.bold(check.title)}`;
}

/** What a failed check teaches: observed, where, expected, why, what to read again. */
export function failureLines(check: CheckResult, terminal: Terminal): string[] {
  const parts: readonly (readonly [string, string | undefined])[] = [
    [t('verify.observed'), check.observed],
    [t('verify.where'), check.where],
    [t('verify.expected'), check.expected],
    [t('verify.why'), check.hint],
    [t('verify.again'), t('verify.read-again')],
  ];
  const width = Math.max(...parts.map(([label]) => label.length)) + 2;
  return parts.flatMap(([label, text]) => (text ? part(label, text, width, terminal) : []));
}

/** How many checks were not reached, or nothing. */
export function skippedLine(checks: readonly CheckResult[], { paint, symbols }: Terminal): string[] {
  const count = checks.filter(({ status }) => status === 'skip').length;
  return count === 0 ? [] : [paint.dim(`  ${symbols.skip} ${t('verify.skipped', { count })}`)];
}

/** The learner's own output, indented and cut to its last lines. */
export function outputLines(
  heading: string,
  text: string,
  { paint, symbols }: Terminal,
  most = 12,
): string[] {
  const lines = text.trimEnd().split(/\r?\n/);
  if (text.trim() === '') return [];
  const shown = lines.slice(-most).map((line) => `${INDENT}${paint.dim(symbols.quote)} ${printable(line)}`);
  const gap = lines.length > most ? [`${INDENT}${paint.dim(`${symbols.quote} ${symbols.ellipsis}`)}`] : [];
  return ['', paint.dim(`  ${heading}`), ...gap, ...shown];
}

function part(label: string, text: string, width: number, terminal: Terminal): string[] {
  const room = Math.max(20, terminal.textWidth - INDENT.length - width);
  const lines = text.split('\n').flatMap((line) => {
    // A line with a gutter is code with its marker: it must keep its columns.
    return /^\s*\d* \| /.test(line) ? [line] : wrapAnsi(line, room, { trim: true }).split('\n');
  });
  const marked = terminal.paint.cyan(label.padEnd(width));
  return lines.map(
    (line, index) => `${INDENT}${index === 0 ? marked : ' '.repeat(width)}${emphasize(line, terminal)}`,
  );
}

function emphasize(line: string, { paint }: Terminal): string {
  return line.replace(/`([^`]+)`/g, (_, code: string) => paint.yellow(code));
}

/** Without the control characters that could move the cursor or paint over a verdict. */
function printable(line: string): string {
  return stripVTControlCharacters(line)
    .replace(/\p{Cc}/gu, '')
    .slice(0, LONGEST_LINE);
}
