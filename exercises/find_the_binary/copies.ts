import { existsSync, promises as fs } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../../src/submission/source-tree.js';

/** Private copies of the built package that differ in where a compiled add-on is. */
export interface Copies {
  /** With one in build/Debug, and nowhere else. */
  readonly debugOnly: string;
  /** With none at all. */
  readonly none: string;
  /** With a build/Release/myaddon.node that is no add-on. */
  readonly broken: string;
  /** An ES module beside which the package is installed, and which exports an `importPackage` that imports it by name. */
  readonly user: string;
  remove(): Promise<void>;
}

/** Makes them beside the package: what lies in folders above is found from there, too. */
export async function makeCopies(
  packageFolder: string,
  files: readonly SourceFile[],
  addonFile: string,
): Promise<Copies> {
  const place = (name: string) =>
    path.join(path.dirname(packageFolder), `${path.basename(packageFolder)}-${name}`);
  const [debugOnly, none, broken] = [
    place('debug-only'),
    place('without-binary'),
    place('broken-binary'),
  ] as const;
  const folders = [debugOnly, none, broken];
  const userFolder = place('user');
  const remove = async () => {
    for (const folder of [...folders, userFolder])
      await fs.rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  await remove();
  for (const folder of folders) await copySources(packageFolder, files, folder);
  const name = path.basename(addonFile);
  await fs.mkdir(path.join(debugOnly, 'build', 'Debug'), { recursive: true });
  await fs.copyFile(addonFile, path.join(debugOnly, 'build', 'Debug', name));
  await fs.mkdir(path.join(broken, 'build', 'Release'), { recursive: true });
  await fs.writeFile(path.join(broken, 'build', 'Release', name), 'This is no shared library.\n');
  return { debugOnly, none, broken, user: await makeUser(userFolder, packageFolder), remove };
}

/** By its name a package is found through its "exports", where it has such; by its path it is not. */
async function makeUser(folder: string, packageFolder: string): Promise<string> {
  const modules = path.join(folder, 'node_modules');
  await fs.mkdir(modules, { recursive: true });
  await fs.symlink(packageFolder, path.join(modules, 'installed'), 'junction');
  const user = path.join(folder, 'user.mjs');
  await fs.writeFile(user, "export const importPackage = () => import('installed');\n");
  return user;
}

async function copySources(from: string, files: readonly SourceFile[], to: string): Promise<void> {
  await fs.mkdir(to, { recursive: true });
  for (const { relative } of files) {
    if (relative.endsWith('.node')) continue;
    await fs.mkdir(path.dirname(path.join(to, relative)), { recursive: true });
    await fs.copyFile(path.join(from, relative), path.join(to, relative));
  }
  const modules = path.join(from, 'node_modules');
  if (existsSync(modules))
    await fs.symlink(await fs.realpath(modules), path.join(to, 'node_modules'), 'junction');
}
