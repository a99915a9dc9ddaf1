import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Files by their paths inside the folder. */
export interface Copied {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Copies the text files of a folder that are not in the other one yet. What is there already stays as it is.
 * @param edit makes of each text what is written
 */
export function copyMissing(from: string, to: string, edit: (text: string) => string): Copied {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    files[path.relative(from, file)] = edit(readFileSync(file, 'utf8'));
  }
  mkdirSync(to, { recursive: true });
  const { written, kept } = writeMissing(files, to);
  return { written: [...written].sort(), kept: [...kept].sort() };
}

/** Writes the files, by their paths in the folder, that are not there yet. What is there already stays as it is. */
export function writeMissing(files: Readonly<Record<string, string>>, to: string): Copied {
  const written: string[] = [];
  const kept: string[] = [];
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(to, file);
    mkdirSync(path.dirname(target), { recursive: true });
    // The system itself refuses to replace a file: there is no moment between looking and writing.
    (unlessThere(() => writeFileSync(target, content, { flag: 'wx' })) ? written : kept).push(file);
  }
  return { written, kept };
}

function unlessThere(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
