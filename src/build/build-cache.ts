/** A cache of build output, shared by packages with the same inputs. */
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { cacheFolder } from '../environment/folders.js';
import { keepMostRecent } from './cache.js';
import { type FileState, filesMade, filesRead, isUnchanged } from './last-build.js';

/** A complete build takes about 1.5 MB. The least recently used entries are removed first. */
const MOST_ENTRIES = 48;

type Kind = 'configured' | 'built';

interface Entry {
  /** Where it was built. Its files contain this path, which has the same length for every entry with the same key. */
  readonly packageFolder: string;
  readonly read: readonly FileState[];
  /** In the order in which they were written, because make compares modification times. */
  readonly files: readonly { readonly file: string; readonly mode: number; readonly content: Uint8Array }[];
}

/**
 * Stores the contents of `build/` or, for a configured package, only what gyp wrote. Each entry is a single file that
 * is written atomically. Errors are ignored: the cache is optional.
 */
export async function keepBuild(kind: Kind, key: string, packageFolder: string): Promise<void> {
  try {
    const made = (await filesMade(packageFolder)).filter((file) => isOfKind(kind, file));
    const files = await Promise.all(
      made.map(async (file) => {
        const absolute = path.join(packageFolder, file);
        const { mode, mtimeMs } = await fs.stat(absolute);
        return { file, mode, mtimeMs, content: await fs.readFile(absolute) };
      }),
    );
    const entry: Entry = {
      packageFolder,
      read: kind === 'built' ? await filesRead(packageFolder) : [],
      files: files
        .sort((a, b) => a.mtimeMs - b.mtimeMs)
        .map(({ file, mode, content }) => ({ file, mode, content })),
    };
    const place = placeOf(kind, key);
    await fs.mkdir(path.dirname(place), { recursive: true });
    const bytes = serialize(entry);
    const draft = `${place}.${process.pid}-${draftNumber++}`;
    await fs.writeFile(draft, Buffer.concat([createHash('sha256').update(bytes).digest(), bytes]));
    await fs.rename(draft, place);
    await keepMostRecent(path.dirname(place), MOST_ENTRIES);
  } catch {
    // For example, a full disk.
  }
}

let draftNumber = 0;

/**
 * Restores `build/` from an earlier build with the same key, unless a file that it read outside the package has
 * changed. Paths in the restored files are rewritten to this package's folder.
 * @returns whether it was restored
 */
export async function restoreBuild(kind: Kind, key: string, packageFolder: string): Promise<boolean> {
  const entry = await readEntry(placeOf(kind, key));
  if (!entry?.read.every((state) => isUnchanged(packageFolder, state))) return false;
  const files = entry.files.map(({ file, mode, content }) => ({
    file,
    mode,
    content: relocated(Buffer.from(content), entry.packageFolder, packageFolder),
  }));
  // A remaining reference to the original folder would be wrong here.
  const otherRoot = path.basename(entry.packageFolder.replace(/([\\/](?:m|package))+$/, ''));
  const isElsewhere = !packageFolder.includes(otherRoot);
  if (isElsewhere && files.some(({ content }) => content.includes(otherRoot))) return false;

  await fs.rm(path.join(packageFolder, 'build'), { recursive: true, force: true });
  for (const { file, mode, content } of files) {
    const absolute = path.join(packageFolder, file);
    await fs.mkdir(path.dirname(absolute), { recursive: true });
    await fs.writeFile(absolute, content, { mode });
  }
  const now = new Date();
  await fs.utimes(placeOf(kind, key), now, now).catch(() => {});
  return true;
}

async function readEntry(place: string): Promise<Entry | undefined> {
  try {
    const bytes = await fs.readFile(place);
    const digest = createHash('sha256').update(bytes.subarray(32)).digest();
    return digest.equals(bytes.subarray(0, 32)) ? deserialize(bytes.subarray(32)) : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces a path in place, which is safe in binary files because both paths have the same length. */
function relocated(content: Buffer, from: string, to: string): Buffer {
  const [old, other] = [Buffer.from(from), Buffer.from(to)];
  if (old.length !== other.length) throw new Error('folders of different lengths have different keys');
  for (let at = content.indexOf(old); at !== -1; at = content.indexOf(old, at + 1)) other.copy(content, at);
  return content;
}

/** gyp writes directly to `build/`, make to its subfolders. */
function isOfKind(kind: Kind, file: string): boolean {
  return kind === 'built' || path.dirname(file) === 'build';
}

function placeOf(kind: Kind, key: string): string {
  return path.join(cacheFolder(), 'builds', kind, key);
}
