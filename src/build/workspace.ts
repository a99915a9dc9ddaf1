import { createHash, randomBytes } from 'node:crypto';
import { promises as fs, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { packageRoot } from '../environment/package-root.js';
import { isHolding, thisHolder } from '../process/holder.js';
import type { Sandbox } from '../process/sandbox.js';
import { EXIT, Stop } from '../report/stop.js';
import type { SourceFile } from '../submission/source-tree.js';
import { t } from '../texts/translate.js';
import { LOCK, removeUnused } from './cache.js';
import { includeFolders } from './headers.js';
import { linkedFolders, packageFolderIn } from './linked-modules.js';
import { copyIncrementally } from './source-copy.js';
import { workspaceRoot } from './workspace-root.js';

/** A lock without a name that is older than this stays so; between its creation and its name lie microseconds. */
const WRITING_MS = 1_000;

/** A private copy of the learner's package in the cache folder, in which it is built and run. */
export interface Workspace {
  /** The copy of the package. Its `build` folder persists between verifies. */
  readonly packageFolder: string;
  /** What a build or a run has to reach, if it is in a sandbox. */
  readonly sandbox: () => Sandbox;
  /** Whether it is still there. Somebody may empty the cache at any time; what is in it is the package's own affair. */
  readonly exists: () => boolean;
  /** Makes the workspace available to the next verify of the same package. */
  release(): void;
}

/**
 * Copies the learner's package to its workspace. Unchanged files are left alone, so that the next build is incremental.
 * While another verify of the same package holds the workspace, a temporary one is used and removed on release.
 * @throws {Stop} when the cache folder cannot be written, or one of the learner's files cannot be read
 */
export async function openWorkspace(folder: string, files: readonly SourceFile[]): Promise<Workspace> {
  try {
    await removeUnused();
    const workspaces = path.join(await workspaceRoot(), 'workspaces');
    await fs.mkdir(workspaces, { recursive: true });
    await removeAbandoned(workspaces);
    const { home, release } = await claim(workspaces, folder);
    const { ino } = await fs.stat(home);
    try {
      const packageFolder = await packageFolderIn(home, folder);
      await removeLeftovers(path.dirname(packageFolder));
      await copyIncrementally(files, packageFolder);
      return {
        packageFolder,
        sandbox: () => sandboxOf(home, packageFolder),
        // Tools make the folder again, but not the same.
        exists: () => statSync(home, { throwIfNoEntry: false })?.ino === ino,
        release,
      };
    } catch (error) {
      release();
      throw error;
    }
  } catch (error) {
    if (error instanceof Stop || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Stop(t('build.cache-unwritable', { reason: (error as Error).message }), EXIT.notReady);
  }
}

/** Besides the workspace: the modules, this program, node-gyp and what it requires, and the headers of Node.js. */
function sandboxOf(home: string, packageFolder: string): Sandbox {
  const lent = path.join(path.dirname(path.dirname(home)), 'node_modules');
  const nodeGyp = createRequire(import.meta.url).resolve('node-gyp/package.json');
  const own = [packageRoot, path.dirname(path.dirname(nodeGyp)), ...includeFolders()];
  return { readable: [lent, ...linkedFolders(packageFolder), ...own], writable: [home] };
}

async function claim(workspaces: string, folder: string): Promise<{ home: string; release: () => void }> {
  const identity = `${await fs.realpath(folder)}\n${process.version}\n${process.arch}`;
  const home = path.join(workspaces, createHash('sha256').update(identity).digest('hex').slice(0, 16));
  await fs.mkdir(home, { recursive: true });
  const lock = path.join(home, LOCK);
  if (takeLock(lock)) {
    const now = new Date();
    await fs.utimes(home, now, now);
    return { home, release: () => rmSync(lock, { force: true }) };
  }
  // As long as the other names: `restoreBuild` replaces paths of equal length.
  const own = path.join(workspaces, `once-${randomBytes(8).toString('hex').slice(0, 11)}`);
  await fs.mkdir(own);
  writeFileSync(path.join(own, LOCK), thisHolder());
  return { home: own, release: () => rmSync(own, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The lock is a file that names its holder. It is ignored once that process has ended. */
function takeLock(lock: string): boolean {
  if (isAbandoned(lock)) rmSync(lock, { force: true });
  try {
    writeFileSync(lock, thisHolder(), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes what verifies that were killed left behind. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await fs.readdir(folder)) {
    if (/^(?:trace|stdout|draft)-/.test(name)) await fs.rm(path.join(folder, name), { force: true });
  }
}

/** Removes temporary workspaces of verifies that were killed. */
async function removeAbandoned(workspaces: string): Promise<void> {
  for (const name of await fs.readdir(workspaces)) {
    const home = path.join(workspaces, name);
    const abandoned = name.startsWith('once-') && isAbandoned(path.join(home, LOCK));
    if (abandoned) await fs.rm(home, { recursive: true, force: true });
  }
}

/** Whether there is a lock whose holder has ended, or could not write its name into it because the disk was full. */
function isAbandoned(lock: string): boolean {
  try {
    const text = readFileSync(lock, 'utf8');
    return text === '' ? Date.now() - statSync(lock).mtimeMs > WRITING_MS : !isHolding(text);
  } catch {
    return false;
  }
}
