/** Mistakes in the main module that can be recognized from its source or the files next to it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Finding, finding, type Verdict } from '../../src/report/finding.js';

/**
 * The argument of a failed `require` that lacks only a leading `./`.
 * @param message the error message of Node.js
 * @param folder the folder of the file that calls `require`
 */
export function pathWithoutDot(message: string, folder: string): string | undefined {
  const asked = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  if (asked === undefined || /^\.\.?(?:[\\/]|$)/.test(asked) || path.isAbsolute(asked)) return undefined;
  const isThere = ['', '.node'].some((end) => existsSync(path.join(folder, asked + end)));
  return isThere ? asked : undefined;
}

/** Explains a package that exports nothing by `exports = ...`, which only reassigns a local variable. */
export function exportsReassigned({ situation, values }: Finding, mainFile: string): Verdict {
  if (situation !== 'passes-on-exports.nothing' || !existsSync(mainFile)) return undefined;
  const found = /^[ \t]*exports\s*=(?!=)/m.exec(readFileSync(mainFile, 'utf8'));
  if (!found) return undefined;
  return finding('passes-on-exports.reassigned', values);
}

/** The absolute path of an add-on that failed to load, if the main module contains it literally. */
export function machineSpecificPath(message: string, mainFile: string): string | undefined {
  const asked = /'([^']+\.node)'|^Error: ([^:]+\.node):/.exec(message);
  const file = asked?.[1] ?? asked?.[2];
  if (file === undefined || !path.isAbsolute(file) || !existsSync(mainFile)) return undefined;
  return readFileSync(mainFile, 'utf8').replaceAll('\\\\', '\\').includes(file) ? file : undefined;
}
