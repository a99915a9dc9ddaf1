import { constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Files by their paths inside the folder. */
export interface Copied {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/** Copies the files of a folder that are not in the other one yet. What is there already stays as it is. */
export function copyMissing(from: string, to: string): Copied {
  const written: string[] = [];
  const kept: string[] = [];
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.relative(from, path.join(entry.parentPath ?? entry.path, entry.name));
    (copyOnce(path.join(from, file), path.join(to, file)) ? written : kept).push(file);
  }
  return { written: written.sort(), kept: kept.sort() };
}

function copyOnce(from: string, to: string): boolean {
  mkdirSync(path.dirname(to), { recursive: true });
  try {
    // The system itself refuses to replace a file: there is no moment between looking and writing.
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
