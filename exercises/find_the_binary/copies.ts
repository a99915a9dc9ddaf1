import { existsSync, promises as fs } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../../src/submission/source-tree.js';

/** Private copies of the built package. They differ in where a compiled add-on is. */
export interface Copies {
  /** A copy with an add-on only in build/Debug. */
  readonly debugOnly: string;
  /** A copy without an add-on. */
  readonly none: string;
  /** A copy whose build/Release/myaddon.node is not an add-on. */
  readonly broken: string;
  /** An ES module with the package in its node_modules. It exports `importPackage`, which imports the package by name. */
  readonly user: string;
  remove(): Promise<void>;
}

/** Creates the copies next to the package, so that everything in its parent folders is found from there as well. */
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
  await fs.writeFile(path.join(broken, 'build', 'Release', name), 'This is not a shared library.\n');
  return { debugOnly, none, broken, user: await makeUser(userFolder, packageFolder), remove };
}

/** Node.js uses the "exports" of a package only if it is loaded by name: https://nodejs.org/api/packages.html#exports */
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
