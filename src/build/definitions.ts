import { readFileSync } from 'node:fs';
import path from 'node:path';
import { literal } from '../texts/regexp.js';
import { resolvedTarget, targetNames } from './resolved-target.js';

const SOURCE = /\.(?:cc|cpp|cxx|c)$/;
const HEADER = /\.(?:h|hh|hpp|hxx)$/;

/** Where a function is defined that the linker, or Node.js, did not find in an add-on. */
export type Definition =
  | { readonly kind: 'source-not-listed'; readonly where: string; readonly source: string }
  | {
      readonly kind: 'dependency-forgotten';
      readonly where: string;
      readonly source: string;
      readonly other: string;
    }
  | { readonly kind: 'c-linkage'; readonly where: string; readonly source: string };

/**
 * Searches the learner's sources for the definition that a target lacks.
 * @param name as in C++: `rest(unsigned int)`, `vtable for DelayWorker`
 * @param files the learner's files, relative to the package's folder
 */
export async function missingDefinition(
  name: string,
  target: string,
  files: readonly string[],
  packageFolder: string,
): Promise<Definition | undefined> {
  const compiled = (await resolvedTarget(packageFolder, target))?.sources;
  if (compiled === undefined) return undefined;
  for (const source of files.filter((file) => SOURCE.test(file))) {
    const line = definitionLine(readFileSync(path.join(packageFolder, source), 'utf8'), name);
    if (line === undefined) continue;
    const where = `${source}:${line}`;
    if (compiled.includes(stemOf(source))) {
      // Only names of C++ have parameters. In a C file, this name has none.
      if (source.endsWith('.c') && /^\w+\(/.test(name)) return { kind: 'c-linkage', where, source };
      continue;
    }
    for (const other of await targetNames(packageFolder)) {
      if ((await resolvedTarget(packageFolder, other))?.sources.includes(stemOf(source)))
        return { kind: 'dependency-forgotten', where, source, other };
    }
    return { kind: 'source-not-listed', where, source };
  }
  return undefined;
}

/** The place in a header at which a function or variable is defined, if the two sources include that header. */
export function definitionInHeader(
  name: string,
  sources: readonly string[],
  files: readonly string[],
  packageFolder: string,
): string | undefined {
  const textOf = (file: string) => readFileSync(path.join(packageFolder, file), 'utf8');
  for (const header of files.filter((file) => HEADER.test(file))) {
    if (!sources.every((source) => includes(textOf(source), header))) continue;
    const line = definitionLine(textOf(header), name) ?? variableLine(textOf(header), name);
    if (line !== undefined) return `${header}:${line}`;
  }
  return undefined;
}

/** Whether a source has an `#include` for a file of that name. */
export function includes(text: string, file: string): boolean {
  return [...withoutComments(text).matchAll(/^\s*#\s*include\s*["<](.*?)[">]/gm)].some(
    ([, named]) => path.posix.basename(named!) === path.posix.basename(file),
  );
}

/** The learner's source that was compiled to an object file: `src/addon.cc` for `src/addon`. */
export function sourceOf(object: string, files: readonly string[]): string | undefined {
  const sources = files.filter((file) => SOURCE.test(file));
  const exact = sources.find((file) => stemOf(file) === object);
  // Members of a static library are without their folder.
  const named = sources.filter((file) => path.posix.basename(stemOf(file)) === object);
  return exact ?? (named.length === 1 ? named[0] : undefined);
}

function stemOf(file: string): string {
  return file.replace(/\.\w+$/, '');
}

/** The number of the line at which the function is defined; of a vtable, any method of its class. */
function definitionLine(text: string, name: string): number | undefined {
  const code = withoutComments(text);
  const parts = name
    .replace(/^(?:vtable|typeinfo|typeinfo name|VTT) for (.*)$/, '$1::*')
    .replace(/\(.*$/, '')
    .replace(/\[abi:\w+\]$/, '')
    .split('::');
  // A namespace around the definition is not repeated in it.
  const innermost = parts.findIndex((part) => !new RegExp(`\\bnamespace\\s+${literal(part)}\\b`).test(code));
  const searched = parts
    .slice(Math.max(0, innermost))
    .map((part) => (part === '*' ? '~?\\w+' : literal(part)))
    .join('\\s*::\\s*');
  const found = new RegExp(
    `^(?!\\s*static\\b)[\\w\\s:<>,*&"]*?(?<![\\w:~])(${searched})\\s*\\([^;{}]*\\)[^;{}]*\\{`,
    'm',
  ).exec(code);
  return found === null ? undefined : lineAt(code, found.index + found[0].indexOf(found[1]!));
}

function variableLine(text: string, name: string): number | undefined {
  const code = withoutComments(text);
  const found = new RegExp(
    `^(?!\\s*(?:extern|static|inline|using|return)\\b)[ \\t]*[\\w:<>,*& ]+[ *&](${literal(name)})\\s*(?:=|;|\\{|\\[)`,
    'm',
  ).exec(code);
  return found === null ? undefined : lineAt(code, found.index);
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** The same text with blanks for comments, so that positions stay. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"/g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n]/g, ' '),
  );
}
