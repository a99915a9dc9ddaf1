import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, makeFolder } from '../environment/folders.js';
import type { ToolFinding } from './tool-finding.js';

/** The folder for builds, which is created if it does not exist, and the one for the compiler's temporary files. */
const FOLDERS = {
  'cache-folder': { folder: cacheFolder, isOurs: true },
  'temp-folder': { folder: () => os.tmpdir(), isOurs: false },
} as const;

/** Checks that a file can be written to the folder, read and removed. */
export async function findFolder(thing: keyof typeof FOLDERS): Promise<ToolFinding> {
  const folder = FOLDERS[thing].folder();
  const content = randomBytes(64 * 1024);
  const file = path.join(folder, `.learnyounative-${randomBytes(8).toString('hex')}`);
  try {
    if (FOLDERS[thing].isOurs) makeFolder(folder);
    await fs.writeFile(file, content);
    if (!content.equals(await fs.readFile(file))) throw new Error('it does not keep what is written');
    return { found: true, thing, where: folder };
  } catch (error) {
    const reason = (error as Error).message.replace(/, \w+ '.*$/, '');
    return {
      found: false,
      thing,
      problem: 'unwritable',
      values: { folder },
      attempts: [{ place: folder, reason }],
      packages: [],
    };
  } finally {
    await fs.rm(file, { force: true }).catch(() => {});
  }
}
