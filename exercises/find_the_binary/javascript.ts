/** Mistakes of the main module's that its file, or what lies beside it, gives away. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Finding, finding, type Verdict } from '../../src/report/finding.js';

/**
 * The path that was given to `require` and would lead there with `./` in front.
 * @param message what Node.js said
 * @param folder of the file in which the `require` stands
 */
export function pathWithoutDot(message: string, folder: string): string | undefined {
  const asked = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  if (asked === undefined || /^\.\.?(?:[\\/]|$)/.test(asked) || path.isAbsolute(asked)) return undefined;
  const isThere = ['', '.node'].some((end) => existsSync(path.join(folder, asked + end)));
  return isThere ? asked : undefined;
}

/** Where nothing is exported: `exports = ...`, which gives another value to a local variable. */
export function exportsReassigned({ situation, values }: Finding, mainFile: string): Verdict {
  if (situation !== 'passes-on-exports.nothing' || !existsSync(mainFile)) return undefined;
  const found = /^[ \t]*exports\s*=(?!=)/m.exec(readFileSync(mainFile, 'utf8'));
  if (!found) return undefined;
  return finding('passes-on-exports.reassigned', values);
}

/** The path of an add-on outside of the package that the main module holds, word for word. */
export function pathOfOneMachine(message: string, mainFile: string): string | undefined {
  const asked = /'([^']+\.node)'|^Error: ([^:]+\.node):/.exec(message);
  const file = asked?.[1] ?? asked?.[2];
  if (file === undefined || !path.isAbsolute(file) || !existsSync(mainFile)) return undefined;
  return readFileSync(mainFile, 'utf8').replaceAll('\\\\', '\\').includes(file) ? file : undefined;
}
