import { createHash } from 'node:crypto';
import { existsSync, promises as fs } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheFolder, makeFolder } from '../environment/folders.js';

/** Packages that a submission can require without installing them. `bindings` depends on `file-uri-to-path`. */
const PROVIDED = ['bindings', 'file-uri-to-path', 'node-addon-api'] as const;

/**
 * Returns a folder whose `node_modules` contains the workshop's `bindings` and `node-addon-api`, and creates it if
 * necessary. Workspaces are inside it, so that Node.js finds these packages when the learner has not installed them.
 * They are copies, not links: `include_dirs` often break when the path to the workshop contains spaces.
 */
export async function workspaceRoot(): Promise<string> {
  const packages = PROVIDED.map(findPackage);
  // Each version of Node.js has its own: what `precompileHeader` makes holds its headers, too.
  const versions = [process.version, ...packages.map(({ name, version }) => `${name}@${version}`)].join(' ');
  const root = path.join(
    cacheFolder(),
    `modules-${createHash('sha256').update(versions).digest('hex').slice(0, 12)}`,
  );
  const modules = path.join(root, 'node_modules');
  // Node.js and compilers report real paths, which are compared with paths in this folder.
  if (existsSync(modules)) return await fs.realpath(root);

  makeFolder(root);
  const draft = await fs.mkdtemp(path.join(root, 'draft-'));
  try {
    for (const { name, folder } of packages) {
      await fs.cp(folder, path.join(draft, name), { recursive: true, dereference: true });
    }
    await fs.rename(draft, modules);
  } catch (error) {
    await fs.rm(draft, { recursive: true, force: true });
    // Another verify created the same folder first.
    if (!existsSync(modules)) throw error;
  }
  return await fs.realpath(root);
}

function findPackage(name: string): { name: string; version: string; folder: string } {
  const ours = createRequire(import.meta.url);
  const from = name === 'file-uri-to-path' ? createRequire(ours.resolve('bindings')) : ours;
  const manifest = from.resolve(`${name}/package.json`);
  return { name, version: from(manifest).version, folder: path.dirname(manifest) };
}
