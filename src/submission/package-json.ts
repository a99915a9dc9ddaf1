import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Finding, finding } from '../report/finding.js';
import type { SituationOfCheck } from '../report/situation.js';

/** What Node.js loads of a package that does not name its main module. */
const DEFAULT_MAIN = 'index.js';

/** The learner's package.json, as far as verify needs it. */
export interface PackageJson {
  readonly main: string;
  /** All that it says, of whatever type. */
  readonly content: Readonly<Record<string, unknown>>;
  /** As it is written. */
  readonly text: string;
}

export interface PackageJsonOptions {
  /** The main module is not written yet: whatever `main` says, it need not be there. */
  readonly withoutMain?: boolean;
}

export type PackageJsonReading =
  | { readonly ok: true; readonly value: PackageJson }
  | { readonly ok: false; readonly finding: Finding };

/**
 * Reads and judges the learner's package.json: it must be there, be JSON, hold an object, and its `main` must name a
 * file that is there or that the build makes.
 */
export function readPackageJson(
  folder: string,
  { withoutMain = false }: PackageJsonOptions = {},
): PackageJsonReading {
  const file = path.join(folder, 'package.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const key = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable';
    return refused(key, { reason: (error as Error).message });
  }

  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const cut = lineWithoutComma(text, message);
    if (cut !== undefined) return refused('no-comma', { line: cut }, cut, text);
    const line = lineOfSyntaxError(text, message);
    return refused('syntax', { reason: reasonOf(message) }, line, text);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused('not-an-object', {}, 1);

  const content = value as Record<string, unknown>;
  if (withoutMain) return { ok: true, value: { main: '', content, text } };
  const main = content.main ?? DEFAULT_MAIN;
  const line = lineOfKey(text, 'main');
  if (typeof main !== 'string') return refused('main-not-text', {}, line);
  if (!resolvesToFile(folder, main)) {
    if (content.main === undefined) return refused('main-left-out', { main });
    const others = resolvesToFile(folder, DEFAULT_MAIN);
    return refused(others ? 'main-not-index' : 'main-missing', { main }, line);
  }
  return { ok: true, value: { main, content, text } };
}

function refused(
  situation: SituationOfCheck<'package-json'>,
  values: Record<string, string | number>,
  line?: number,
  text?: string,
): PackageJsonReading {
  const source = line === undefined ? undefined : text?.split('\n')[line - 1]?.trimEnd();
  const place = line === undefined ? 'package.json' : `package.json:${line}`;
  const excerpt = source ? { excerpt: `  ${line} | ${source}` } : {};
  return { ok: false, finding: { ...finding(`package-json.${situation}`, values, place), ...excerpt } };
}

/** Without the place, which is shown as a line, and without V8's excerpt, which breaks in the midst of lines. */
function reasonOf(message: string): string {
  return message
    .replace(/(?: in JSON)? at position.*$/, '')
    .replace(/^(Unexpected token '.+?'), [\s\S]*$/, '$1');
}

/**
 * V8 names most places as a position, but that of an unexpected token not at all: that token is in the first line with
 * which the error appears. Otherwise, the text ended too early.
 */
function lineOfSyntaxError(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  const lines = text.trimEnd().split('\n');
  if (position !== undefined)
    return Math.min(lines.length, text.slice(0, Number(position)).split('\n').length);
  const first = lines.findIndex((_, index) => hasUnexpectedToken(lines.slice(0, index + 1).join('\n')));
  return first === -1 ? lines.length : first + 1;
}

/** V8 stops at the next entry when the comma before it is missing: the mistake is at the end of an earlier line. */
function lineWithoutComma(text: string, message: string): number | undefined {
  const position = Number(/^Expected ',' or .* position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  const before = text.slice(0, position);
  const found = before.trimEnd();
  const atNextEntry = /["{[]/.test(text[position] ?? '') && /\n\s*$/.test(before);
  return atNextEntry && /["\]}\w]$/.test(found) ? found.split('\n').length : undefined;
}

function hasUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return (error as Error).message.startsWith('Unexpected token');
  }
}

/** The line of the first such key, if there is one. */
export function lineOfKey(text: string, key: string): number | undefined {
  const index = text.split('\n').findIndex((line) => new RegExp(`"${key}"\\s*:`).test(line));
  return index === -1 ? undefined : index + 1;
}

/** As `require` resolves a `main`: the file, with an extension added, or an index file in a folder of that name. */
function resolvesToFile(folder: string, main: string): boolean {
  const base = path.resolve(folder, main);
  if (path.relative(path.join(folder, 'build'), base).split(path.sep)[0] !== '..') return true;
  return ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'].some((ending) => {
    const candidate = base + ending;
    return existsSync(candidate) && statSync(candidate).isFile();
  });
}
