/** The cache folder as a whole: what in it is the program's, how large it is, and when it can go. */
import { promises as fs, readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../environment/folders.js';
import { isHolding } from '../process/holder.js';

/** What has not been used for so long is removed. */
const KEEP_UNUSED_MS = 30 * 24 * 60 * 60 * 1_000;
/** Workspaces take 1 to 3 MB each. The least recently used are removed first. */
const MOST_WORKSPACES = 100;
/** The file in a workspace that names the process by which it is held: see `openWorkspace`. */
export const LOCK = 'held-by';
/** Nothing else is touched: the folder may be one that other programs use as well. */
const OURS = /^(?:modules-[0-9a-f]{12}|builds|probes|traces|tiny-add-on|last-verify\.json)$/;

/** Removes workspaces, modules and probes that have not been used for a month, and workspaces beyond the most recent. */
export async function removeUnused(): Promise<void> {
  for (const { file, name } of await entriesOf(cacheFolder())) {
    if (name === 'probes' || name === 'traces') await removeOld(file);
    if (!name.startsWith('modules-')) continue;
    const workspaces = path.join(file, 'workspaces');
    await removeOld(workspaces);
    await keepMostRecent(workspaces, MOST_WORKSPACES);
    // Of another Node.js, or of another version of this program.
    if ((await entriesOf(workspaces)).length === 0 && (await isOld(file))) await remove(file);
  }
}

/** Removes what is in a folder beyond the most recent entries, except workspaces that are in use. */
export async function keepMostRecent(folder: string, most: number): Promise<void> {
  const entries = await entriesOf(folder);
  for (const { file } of entries.sort((a, b) => b.mtimeMs - a.mtimeMs).slice(most))
    if (!isHeld(file)) await remove(file);
}

/**
 * Empties the cache, except what running processes of the program use.
 * @returns how many bytes were removed, and whether something is still in use
 */
export async function emptyCache(): Promise<{ bytes: number; isInUse: boolean }> {
  const before = await sizeOf(cacheFolder());
  let isInUse = false;
  for (const { file, name } of await entriesOf(cacheFolder())) {
    if (!OURS.test(name)) continue;
    const workspaces = await entriesOf(path.join(file, 'workspaces'));
    const held = workspaces.filter(({ file: home }) => isHeld(home));
    if (held.length === 0) {
      await remove(file);
      continue;
    }
    isInUse = true;
    for (const { file: home } of workspaces) if (!isHeld(home)) await remove(home);
  }
  return { bytes: before - (await sizeOf(cacheFolder())), isInUse };
}

/** Whether a running process holds the workspace. */
function isHeld(home: string): boolean {
  try {
    return isHolding(readFileSync(path.join(home, LOCK), 'utf8'));
  } catch {
    return false;
  }
}

async function removeOld(folder: string): Promise<void> {
  for (const { file } of await entriesOf(folder))
    if ((await isOld(file)) && !isHeld(file)) await remove(file);
}

async function isOld(file: string): Promise<boolean> {
  const stats = await fs.stat(file).catch(() => undefined);
  return stats !== undefined && Math.max(stats.mtimeMs, stats.atimeMs) < Date.now() - KEEP_UNUSED_MS;
}

async function remove(file: string): Promise<void> {
  await fs.rm(file, { recursive: true, force: true, maxRetries: 5 });
}

async function entriesOf(folder: string): Promise<{ file: string; name: string; mtimeMs: number }[]> {
  const names = await fs.readdir(folder).catch(() => []);
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const stats = await fs.lstat(file).catch(() => undefined);
      return { file, name, mtimeMs: stats?.mtimeMs ?? 0 };
    }),
  );
}

/** In bytes; a file with several names, as precompiled headers in tests, counts each time. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await fs.readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const file = path.join(folder, entry.name);
    bytes += entry.isDirectory()
      ? await sizeOf(file)
      : ((await fs.lstat(file).catch(() => undefined))?.size ?? 0);
  }
  return bytes;
}
