/** What in the package is true of its author's machine only. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type GypSource, readGypSources, textsIn } from '../../src/build/gyp-source.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { PackageJson } from '../../src/submission/package-json.js';
import type { SourceFile } from '../../src/submission/source-tree.js';

/** The first such thing in a .gyp or .gypi file, in the C++, or in package.json. @param packageFolder what was built */
export async function worksElsewhere(
  packageFolder: string,
  files: readonly SourceFile[],
  manifest: PackageJson,
): Promise<Verdict> {
  const named = (pattern: RegExp) =>
    files.map(({ relative }) => relative).filter((file) => pattern.test(file));
  for (const gyp of await readGypSources(packageFolder, named(/\.gypi?$/))) {
    const failure = machineSpecific(gyp);
    if (failure) return failure;
  }
  for (const file of named(/\.(?:c|cc|cpp|cxx|c\+\+|h|hh|hpp|hxx)$/)) {
    const failure = includedByPath(readFileSync(path.join(packageFolder, file), 'utf8'), file);
    if (failure) return failure;
  }
  return localPackage(manifest);
}

const PATH_KEYS =
  /^(?:sources|include_dirs|library_dirs|dependencies|includes|files|libraries|inputs)[!+?%]?$/;

/** The home folder as shells, make, Windows and Node.js name it. */
const HOME = /\$(?:HOME\b|\{HOME\}|\(HOME\))|%USERPROFILE%|env\.HOME\b|homedir\(|(?:^|[\s"'(]|-[ILF])~[\\/]/;

/** A package's folder: what only looks for one, as in `"node_modules/**"`, names none. */
const PATH_INTO_MODULES = /(?:^|[\s"'=(/]|-[ILF])node_modules\/[\w@]/;

/** What is written there, in a path or in a command; not what a command finds out on each machine anew. */
function machineSpecific({ file, dict }: GypSource): Verdict {
  for (const { under: key, text } of textsIn(dict)) {
    const place = `${file}:${text.line}`;
    const values = { key, file, text: text.text };
    if (HOME.test(text.text)) return finding('works-elsewhere.home', values, place);
    if (holdsAbsolutePath(key, text.text)) return finding('works-elsewhere.absolute', values, place);
    if (PATH_INTO_MODULES.test(text.text.replaceAll('\\', '/')))
      return finding('works-elsewhere.modules', values, place);
  }
  return undefined;
}

function holdsAbsolutePath(key: string, text: string): boolean {
  if (/(?:^|[\s"'=(]|-[ILF])[A-Za-z]:[\\/]/.test(text)) return true;
  if (PATH_KEYS.test(key) && /^\//.test(text)) return true;
  // The flags of MSVC begin with a slash, too: a path has a second one.
  return /(?:^|[\s"'=(]|-[ILF]|-isystem ?)\/(?!dev\/null)[\w.@+-]+\/[\w.@+-]/.test(text);
}

/** An `#include` that names the place of a header on this machine. */
function includedByPath(text: string, file: string): Verdict {
  for (const [index, line] of text.split('\n').entries()) {
    const included =
      /^\s*#\s*include\s*["<]((?:[A-Za-z]:)?[\\/][^">]*|(?:[^">]*\/)?node_modules\/[^">]*)[">]/.exec(
        line,
      )?.[1];
    if (included !== undefined)
      return finding('works-elsewhere.included', { file, text: included }, `${file}:${index + 1}`);
  }
  return undefined;
}

/** A dependency that is a folder of the author's. */
function localPackage({ content }: PackageJson): Verdict {
  const { dependencies } = content;
  for (const [name, range] of Object.entries(dependencies ?? {})) {
    if (typeof range !== 'string' || !/^(?:file:|link:|[./~\\]+[\\/]|[A-Za-z]:[\\/]|\/)/.test(range))
      continue;
    return finding('works-elsewhere.local-package', { name, text: range }, 'package.json');
  }
  return undefined;
}
