/** Writes starter files to the learner's folder, without losing anything that the learner wrote. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Contents of text files, by their paths relative to a folder. */
export type Files = Readonly<Record<string, string>>;

/** Paths of files, relative to the folder. */
export interface WriteResult {
  readonly written: readonly string[];
  /** Files that were there already. */
  readonly kept: readonly string[];
}

/** A file of an earlier exercise, in the form in which the workshop gave it out. */
export interface EarlierFile {
  readonly exerciseId: string;
  readonly content: string;
}

export interface StarterResult extends WriteResult {
  /** Files of an earlier exercise that the learner had not changed, and the copies that were made of them. */
  readonly replaced: readonly { readonly file: string; readonly copy: string }[];
}

/** Reads the text files of a folder, with subfolders. */
export function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')] as const);
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Writes starter files. A file that is exactly what the workshop gave out for another exercise is replaced, and kept as
 * a copy beside it; any other file that exists is not changed.
 * @param earlier what the workshop gave out for other exercises under a file's name
 */
export function writeStarterFiles(
  files: Files,
  to: string,
  earlier: (file: string) => readonly EarlierFile[],
): StarterResult {
  mkdirSync(to, { recursive: true });
  const { written, kept } = writeMissing(files, to);
  const replaced: { file: string; copy: string }[] = [];
  for (const file of kept) {
    const target = path.join(to, file);
    const content = textIn(target);
    const original = content !== files[file] && earlier(file).find((one) => one.content === content);
    if (!original) continue;
    const copy = writeCopy(to, `${file}.${original.exerciseId}`, original.content);
    writeFileAtomic.sync(target, files[file]!);
    replaced.push({ file, copy });
  }
  return { written, replaced, kept: kept.filter((file) => !replaced.some((one) => one.file === file)) };
}

/** The text of a file; `undefined` if there is none that can be read, or a link or a folder in its place. */
export function textIn(file: string): string | undefined {
  try {
    return lstatSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** Writes files. Files that already exist are not changed. */
export function writeMissing(files: Files, to: string): WriteResult {
  const written: string[] = [];
  const kept: string[] = [];
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(to, file);
    mkdirSync(path.dirname(target), { recursive: true });
    (writeNew(target, content) ? written : kept).push(file);
  }
  return { written, kept };
}

/** Writes a copy under this name or, if another file has it, with a number. @returns its name */
function writeCopy(folder: string, name: string, content: string): string {
  for (let number = 1; ; number++) {
    const copy = number === 1 ? name : `${name}.${number}`;
    const target = path.join(folder, copy);
    if (writeNew(target, content) || textIn(target) === content) return copy;
  }
}

/** @returns whether the file is new. With the flag wx, checking and writing are one atomic step. */
function writeNew(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
