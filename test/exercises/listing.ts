import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The names of everything in a folder and below; links are named, not followed. */
export function namesIn(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => [
    entry.name,
    ...(entry.isDirectory()
      ? namesIn(path.join(folder, entry.name)).map((name) => `${entry.name}/${name}`)
      : []),
  ]);
}

/** A running program may remove a folder meanwhile. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Everything in a folder, with size and time of change: two listings are alike when nothing was written. */
export function listing(folder: string): Record<string, string> {
  return Object.fromEntries(
    ['.', ...namesIn(folder)].sort().map((name) => {
      const { mode, size, mtimeMs } = lstatSync(path.join(folder, name));
      return [name, `${mode.toString(8)} ${size} ${mtimeMs}`];
    }),
  );
}
