/** What builds made, kept for packages with the same inputs. */
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { cacheFolder } from '../environment/folders.js';
import { type FileState, filesMade, filesRead, isUnchanged } from './last-build.js';

/** Whole builds are about 1.5 MB each. The oldest go first. */
const MOST_ENTRIES = 48;

type Kind = 'configured' | 'built';

interface Entry {
  /** Where it was made. Files name this folder; it is as long as every other one that has the same key. */
  readonly packageFolder: string;
  readonly read: readonly FileState[];
  /** In the order in which they were written: make goes by their times. */
  readonly files: readonly { readonly file: string; readonly mode: number; readonly content: Uint8Array }[];
}

/**
 * Keeps what is in `build/`; of a configured package, only what gyp has written. An entry is one file, which is there
 * as a whole or not at all, whatever other processes do. That it cannot be kept is no reason to fail.
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
    await removeOldest(path.dirname(place));
  } catch {
    // A full disk, say.
  }
}

let draftNumber = 0;

/**
 * Makes `build/` what an earlier build with the same key made it, if there was one, and nothing that it read outside
 * of the package has changed. Its files name this package's folder, as if they had been made here.
 */
export async function restoreBuild(kind: Kind, key: string, packageFolder: string): Promise<boolean> {
  const entry = await readEntry(placeOf(kind, key));
  if (!entry?.read.every((state) => isUnchanged(packageFolder, state))) return false;
  const files = entry.files.map(({ file, mode, content }) => ({
    file,
    mode,
    content: moved(Buffer.from(content), entry.packageFolder, packageFolder),
  }));
  // A trace of the other place is left: whatever it is for, it would be wrong here.
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

/** Both folders have names of the same length: a name inside a binary file can be replaced where it stands. */
function moved(content: Buffer, from: string, to: string): Buffer {
  const [old, other] = [Buffer.from(from), Buffer.from(to)];
  if (old.length !== other.length) throw new Error('folders of different lengths have different keys');
  for (let at = content.indexOf(old); at !== -1; at = content.indexOf(old, at + 1)) other.copy(content, at);
  return content;
}

/** gyp writes into `build/` itself, make into folders below it. */
function isOfKind(kind: Kind, file: string): boolean {
  return kind === 'built' || path.dirname(file) === 'build';
}

function placeOf(kind: Kind, key: string): string {
  return path.join(cacheFolder(), 'builds', kind, key);
}

async function removeOldest(folder: string): Promise<void> {
  const entries = await Promise.all(
    (await fs.readdir(folder)).map(async (name) => {
      const file = path.join(folder, name);
      return { file, mtimeMs: (await fs.stat(file).catch(() => undefined))?.mtimeMs ?? 0 };
    }),
  );
  const surplus = entries.sort((a, b) => b.mtimeMs - a.mtimeMs).slice(MOST_ENTRIES);
  for (const { file } of surplus) await fs.rm(file, { force: true });
}
