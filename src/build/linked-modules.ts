/** The `node_modules` that a workspace takes from the learner's folder and its parents. */
import { existsSync, promises as fs, readlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Creates the package's folder inside `home`. For each parent of the learner's folder that has a `node_modules`, the
 * copy has a parent folder with a link to it, in the same order. Modules that the learner installed resolve as usual.
 */
export async function packageFolderIn(home: string, folder: string): Promise<string> {
  const start = await fs.realpath(folder);
  let place = home;
  for (const ancestor of foldersAbove(start)) {
    const modules = path.join(ancestor, 'node_modules');
    if (!existsSync(modules)) continue;
    place = path.join(place, 'm');
    await linkFolder(modules, place);
  }
  const packageFolder = path.join(place, 'package');
  await fs.mkdir(packageFolder, { recursive: true });
  const own = path.join(start, 'node_modules');
  if (existsSync(own)) await linkFolder(own, packageFolder);
  else await fs.rm(path.join(packageFolder, 'node_modules'), { recursive: true, force: true });
  return packageFolder;
}

async function linkFolder(target: string, place: string): Promise<void> {
  const link = path.join(place, 'node_modules');
  await fs.mkdir(place, { recursive: true });
  if ((await fs.readlink(link).catch(() => '')) === target) return;
  await fs.rm(link, { recursive: true, force: true });
  await fs.symlink(target, link, 'junction');
}

/** From the root down to the folder's parent. */
function foldersAbove(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [] : [...foldersAbove(parent), parent];
}

/** Characters that gyp, make and a shell take as they are. */
const PLAIN_PATH = /^[\w@%+=:,.~/\\-]*$/;

/** Sets a variable for the processes that node-gyp starts, but not for node-gyp: a linked package may not find its own. */
const KEEP_LINKS = 'data:text/javascript,process.env.NODE_PRESERVE_SYMLINKS="1"';

/**
 * Arguments for the Node.js that runs node-gyp. `require('node-addon-api').include_dir` is made from the real path of the
 * package, relative to the workspace. In the learner's folder it is `node_modules/node-addon-api`, here it contains the
 * path of that folder; with a space or a quote, that is no include directory any more. Then links are kept.
 * https://nodejs.org/api/cli.html#node_preserve_symlinks1
 */
export function argumentsForLinks(packageFolder: string): readonly string[] {
  return linkedFolders(packageFolder).every((folder) => PLAIN_PATH.test(folder))
    ? []
    : ['--import', KEEP_LINKS];
}

/** What the links lead to that `packageFolderIn` has made. */
export function linkedFolders(packageFolder: string): string[] {
  const folders: string[] = [];
  for (let place = packageFolder; isOurs(place); place = path.dirname(place)) {
    const link = path.join(place, 'node_modules');
    try {
      folders.push(readlinkSync(link));
    } catch {
      // The learner has none there.
    }
  }
  return folders;
}

/** `packageFolderIn` names them `package` and `m`. */
function isOurs(place: string): boolean {
  return ['package', 'm'].includes(path.basename(place));
}
