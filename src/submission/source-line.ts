import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The source line at a place such as `myaddon.cc:23`, prefixed with its number.
 * @returns `undefined` if there is no such file or line, or the line is empty
 */
export function sourceLine(folder: string, where: string): string | undefined {
  const [, file, line] = /^(.+):(\d+)$/.exec(where) ?? [];
  if (file === undefined || line === undefined) return undefined;
  try {
    const code = readFileSync(path.join(folder, file), 'utf8').split(/\r?\n/)[Number(line) - 1];
    return code === undefined || code.trim() === '' ? undefined : `${line.padStart(5)} | ${code}`;
  } catch {
    return undefined;
  }
}
