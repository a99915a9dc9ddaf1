import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { readText } from '../environment/read-text.js';
import { type Finding, finding } from '../report/finding.js';
import type { SituationOfCheck } from '../report/situation.js';
import { mainOfExports } from './package-exports.js';

/** https://nodejs.org/api/packages.html#main */
const DEFAULT_MAIN = 'index.js';

/** The learner's package.json. */
export interface PackageJson {
  /** The main module, as "exports" or "main" names it. */
  readonly main: string;
  /** The parsed object; its values can have any type. */
  readonly content: Readonly<Record<string, unknown>>;
  /** The unparsed file. */
  readonly text: string;
}

export interface PackageJsonOptions {
  /** The main module need not exist yet: `main` is not checked. */
  readonly withoutMain?: boolean;
}

export type PackageJsonReading =
  | { readonly ok: true; readonly value: PackageJson }
  | { readonly ok: false; readonly finding: Finding };

/**
 * Reads and checks the learner's package.json: it must be a JSON object, and its `exports` or `main` must resolve to a
 * file that exists or that the build creates.
 * @param folder of the learner's package
 */
export function readPackageJson(
  folder: string,
  { withoutMain = false }: PackageJsonOptions = {},
): PackageJsonReading {
  const file = path.join(folder, 'package.json');
  let text: string;
  try {
    text = readText(file).replace(/^\uFEFF/, '');
  } catch (error) {
    const key = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable';
    return rejected(key, { reason: (error as Error).message });
  }

  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const commaLine = lineWithoutComma(text, message);
    if (commaLine !== undefined) return rejected('no-comma', { line: commaLine }, commaLine, text);
    const line = lineOfSyntaxError(text, message);
    return rejected('syntax', { reason: syntaxErrorReason(message) }, line, text);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return rejected('not-an-object', {}, 1);

  const content = value as Record<string, unknown>;
  if (withoutMain) return { ok: true, value: { main: '', content, text } };
  const exported = mainOfExports(content.exports);
  if (exported !== undefined) {
    const exportsLine = lineOfKey(text, 'exports');
    if (!exported.startsWith('./')) return rejected('exports-not-relative', { main: exported }, exportsLine);
    if (!isFileOrBuilt(folder, exported)) return rejected('exports-missing', { main: exported }, exportsLine);
    return { ok: true, value: { main: exported, content, text } };
  }
  const main = content.main ?? DEFAULT_MAIN;
  const line = lineOfKey(text, 'main');
  if (typeof main !== 'string') return rejected('main-not-text', {}, line);
  if (!resolvesToFile(folder, main)) {
    if (content.main === undefined) return rejected('main-left-out', { main });
    const hasIndex = resolvesToFile(folder, DEFAULT_MAIN);
    return rejected(hasIndex ? 'main-not-index' : 'main-missing', { main }, line);
  }
  return { ok: true, value: { main, content, text } };
}

function rejected(
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

/** V8's message without the position, which is reported as a line, and without its excerpt, which starts mid-line. */
function syntaxErrorReason(message: string): string {
  return message
    .replace(/(?: in JSON)? at position.*$/, '')
    .replace(/^(Unexpected token '.+?'), [\s\S]*$/, '$1');
}

/**
 * V8 reports a position, except for an unexpected token. That token is in the first line with which parsing fails in
 * this way; if there is no such line, the text ends too early.
 */
function lineOfSyntaxError(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  const lines = text.trimEnd().split('\n');
  if (position !== undefined)
    return Math.min(lines.length, text.slice(0, Number(position)).split('\n').length);
  const first = lines.findIndex((_, index) => hasUnexpectedToken(lines.slice(0, index + 1).join('\n')));
  return first === -1 ? lines.length : first + 1;
}

/** If a comma is missing, V8 reports the entry that follows; the mistake is at the end of an earlier line. */
function lineWithoutComma(text: string, message: string): number | undefined {
  const position = Number(/^Expected ',' or .* position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  const before = text.slice(0, position);
  const previousEntry = before.trimEnd();
  const atNextEntry = /["{[]/.test(text[position] ?? '') && /\n\s*$/.test(before);
  return atNextEntry && /["\]}\w]$/.test(previousEntry) ? previousEntry.split('\n').length : undefined;
}

function hasUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return (error as Error).message.startsWith('Unexpected token');
  }
}

/** The number of the first line with this key, from 1. */
export function lineOfKey(text: string, key: string): number | undefined {
  const index = text.split('\n').findIndex((line) => new RegExp(`"${key}"\\s*:`).test(line));
  return index === -1 ? undefined : index + 1;
}

/** As `require` resolves `main`: https://nodejs.org/api/modules.html#all-together. */
function resolvesToFile(folder: string, main: string): boolean {
  const endings = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node'];
  return endings.some((ending) => isFileOrBuilt(folder, main + ending));
}

/** Files in `build` need not exist yet. */
function isFileOrBuilt(folder: string, name: string): boolean {
  const file = path.resolve(folder, name);
  if (path.relative(path.join(folder, 'build'), file).split(path.sep)[0] !== '..') return true;
  return existsSync(file) && statSync(file).isFile();
}
