import { promises as fs } from 'node:fs';
import path from 'node:path';
import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';

/** Large folders that tools create; the workspace has its own node_modules. */
const EXCLUDED = new Set(['node_modules', '.git']);
/** Files and folders, each counted once per link that leads to it. */
const MAX_ENTRIES = 5_000;
const MAX_BYTES = 256 * 1024 * 1024;

/** One file of the learner's package. */
export interface SourceFile {
  /** Relative to the package's folder, with `/` as separator. */
  readonly relative: string;
  readonly absolute: string;
}

/**
 * Lists the files of the learner's package, except `node_modules`, `.git` and the top-level `build` folder. Follows
 * symbolic links. Does not write anything.
 * @throws {Stop} when a folder cannot be read, or the package is far larger than an add-on's sources
 */
export async function listSourceFiles(folder: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  let entries = 0;
  let bytes = 0;

  async function walk(relativeFolder: string, realFolders: readonly string[]): Promise<void> {
    const absoluteFolder = path.join(folder, relativeFolder);
    const real = await fs.realpath(absoluteFolder);
    if (realFolders.includes(real)) return;
    for (const name of (await fs.readdir(absoluteFolder)).sort()) {
      if (EXCLUDED.has(name) || (relativeFolder === '' && name === 'build')) continue;
      const relative = relativeFolder === '' ? name : `${relativeFolder}/${name}`;
      const absolute = path.join(absoluteFolder, name);
      const stats = await fs.stat(absolute).catch(() => undefined);
      entries += 1;
      if (stats?.isFile()) {
        bytes += stats.size;
        files.push({ relative, absolute });
      }
      if (entries > MAX_ENTRIES || bytes > MAX_BYTES) {
        throw new Stop(t('submission.too-large', { folder, files: MAX_ENTRIES, megabytes: 256 }), EXIT.usage);
      }
      if (stats?.isDirectory()) await walk(relative, [...realFolders, real]);
    }
  }

  try {
    await walk('', []);
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(t('submission.unreadable', { folder, reason: (error as Error).message }), EXIT.usage);
  }
  return files;
}
