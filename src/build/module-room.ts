import { createHash } from 'node:crypto';
import { existsSync, promises as fs } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheFolder } from '../environment/folders.js';

/** What a submission may require without installing anything; `file-uri-to-path` is what `bindings` needs. */
const PROVIDED = ['bindings', 'file-uri-to-path', 'node-addon-api'] as const;

/**
 * Makes sure of a folder whose `node_modules` holds the workshop's own `bindings` and `node-addon-api`, and returns
 * it. Workspaces lie below it, so that Node's ordinary look-up finds them there when the learner installed none.
 * They are copies, not links: a path with spaces to the workshop would break `include_dirs` in many a binding.gyp.
 */
export async function moduleRoom(): Promise<string> {
  const packages = PROVIDED.map(findPackage);
  const versions = packages.map(({ name, version }) => `${name}@${version}`).join(' ');
  const room = path.join(
    cacheFolder(),
    `room-${createHash('sha256').update(versions).digest('hex').slice(0, 12)}`,
  );
  const modules = path.join(room, 'node_modules');
  // Without links in its path: Node.js and compilers name a file by its real path, and places are compared by it.
  if (existsSync(modules)) return await fs.realpath(room);

  await fs.mkdir(room, { recursive: true });
  const draft = await fs.mkdtemp(path.join(room, 'draft-'));
  try {
    for (const { name, folder } of packages) {
      await fs.cp(folder, path.join(draft, name), { recursive: true, dereference: true });
    }
    await fs.rename(draft, modules);
  } catch (error) {
    await fs.rm(draft, { recursive: true, force: true });
    // Another verify was first; what it made is the same.
    if (!existsSync(modules)) throw error;
  }
  return await fs.realpath(room);
}

function findPackage(name: string): { name: string; version: string; folder: string } {
  const ours = createRequire(import.meta.url);
  const from = name === 'file-uri-to-path' ? createRequire(ours.resolve('bindings')) : ours;
  const manifest = from.resolve(`${name}/package.json`);
  return { name, version: from(manifest).version, folder: path.dirname(manifest) };
}
