/** Finds machine-specific paths in a package. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type GypSource, readGypSources, textsIn } from '../../src/build/gyp-source.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { PackageJson } from '../../src/submission/package-json.js';
import type { SourceFile } from '../../src/submission/source-tree.js';

/**
 * The first machine-specific path in a .gyp or .gypi file, the C++ sources, or package.json.
 * @param packageFolder the folder in which the package was built
 */
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

/** The home directory as written in shells, make, Windows and Node.js. */
const HOME = /\$(?:HOME\b|\{HOME\}|\(HOME\))|%USERPROFILE%|env\.HOME\b|homedir\(|(?:^|[\s"'(]|-[ILF])~[\\/]/;

/** The folder of a package in node_modules. Patterns such as `"node_modules/**"` do not count. */
const PATH_INTO_MODULES = /(?:^|[\s"'=(/]|-[ILF])node_modules\/[\w@]/;

/** Checks paths and commands as written. The output of a command may differ between machines. */
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
  // MSVC's flags begin with a slash, too, but only a path has a second one.
  return /(?:^|[\s"'=(]|-[ILF]|-isystem ?)\/(?!dev\/null)[\w.@+-]+\/[\w.@+-]/.test(text);
}

/** An `#include` with an absolute path or a path into node_modules. */
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

/** A dependency on a local folder. */
function localPackage({ content }: PackageJson): Verdict {
  const { dependencies } = content;
  for (const [name, range] of Object.entries(dependencies ?? {})) {
    if (typeof range !== 'string' || !/^(?:file:|link:|[./~\\]+[\\/]|[A-Za-z]:[\\/]|\/)/.test(range))
      continue;
    return finding('works-elsewhere.local-package', { name, text: range }, 'package.json');
  }
  return undefined;
}
