import { promises as fs } from 'node:fs';
import path from 'node:path';
import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';

/** Never part of a submission: made by tools, large, and made again in the workspace where they are needed. */
const LEFT_OUT = new Set(['node_modules', '.git']);
/** Files and folders; links between folders can multiply them. */
const MAX_ENTRIES = 5_000;
const MAX_BYTES = 256 * 1024 * 1024;

/** One file of the learner's package. */
export interface SourceFile {
  /** From the package's folder, with `/`. */
  readonly relative: string;
  readonly absolute: string;
}

/**
 * Lists the files of the learner's package, following links, without `node_modules`, `.git` and the `build` folder
 * at the top. Only reads.
 * @throws {Stop} when something cannot be read or the folder is far larger than an add-on's sources
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
      if (LEFT_OUT.has(name) || (relativeFolder === '' && name === 'build')) continue;
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
