import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Paths of files, relative to the folder. */
export interface CopyResult {
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Copies the text files of a folder, with subfolders. Files that already exist are not changed.
 * @param edit transforms the content of each file
 */
export function copyMissing(from: string, to: string, edit: (text: string) => string): CopyResult {
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

/** Writes files, by their paths relative to the folder. Files that already exist are not changed. */
export function writeMissing(files: Readonly<Record<string, string>>, to: string): CopyResult {
  const written: string[] = [];
  const kept: string[] = [];
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(to, file);
    mkdirSync(path.dirname(target), { recursive: true });
    // With the flag wx, checking and writing are one atomic step.
    (isNewFile(() => writeFileSync(target, content, { flag: 'wx' })) ? written : kept).push(file);
  }
  return { written, kept };
}

function isNewFile(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
