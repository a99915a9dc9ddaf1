import { promises as fs } from 'node:fs';
import path from 'node:path';
import { EXIT, Stop } from '../report/stop.js';
import type { SourceFile } from '../submission/source-tree.js';
import { t } from '../texts/translate.js';

/** Created in the workspace, not by the learner. */
const OWN_FOLDERS = new Set(['build', 'node_modules']);

/**
 * Makes `target` contain exactly `files`, plus its own `build` and `node_modules`. Unchanged files keep their
 * modification times, which make compares.
 * @throws {Stop} when a file cannot be read
 */
export async function copyIncrementally(files: readonly SourceFile[], target: string): Promise<void> {
  const wanted = new Set(files.map((file) => file.relative));
  await removeOthers(target, '', wanted);
  for (const file of files) {
    const destination = path.join(target, file.relative);
    const { content, mode } = await read(file);
    const present = await fs.readFile(destination).catch(() => undefined);
    if (!present?.equals(content)) {
      await fs.mkdir(path.dirname(destination), { recursive: true });
      await fs.writeFile(destination, content);
    }
    await fs.chmod(destination, mode);
  }
}

/** @throws {Stop} when the learner's file cannot be read */
async function read(file: SourceFile): Promise<{ content: Buffer; mode: number }> {
  try {
    const content = await fs.readFile(file.absolute);
    return { content, mode: ((await fs.stat(file.absolute)).mode & 0o777) | 0o600 };
  } catch (error) {
    const { message: reason } = error as Error;
    throw new Stop(t('submission.unreadable', { folder: file.relative, reason }), EXIT.usage);
  }
}

async function removeOthers(
  target: string,
  relativeFolder: string,
  wanted: ReadonlySet<string>,
): Promise<void> {
  for (const entry of await fs.readdir(path.join(target, relativeFolder), { withFileTypes: true })) {
    if (relativeFolder === '' && OWN_FOLDERS.has(entry.name)) continue;
    const relative = relativeFolder === '' ? entry.name : `${relativeFolder}/${entry.name}`;
    if (entry.isDirectory() && [...wanted].some((name) => name.startsWith(`${relative}/`))) {
      await removeOthers(target, relative, wanted);
    } else if (!entry.isFile() || !wanted.has(relative)) {
      await fs.rm(path.join(target, relative), { recursive: true, force: true });
    }
  }
}
