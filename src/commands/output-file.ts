/** Files that a command writes because an option names them. */
import { constants, promises as fs } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';

/**
 * The file that an option names, if any. Checks that it can probably be written, before a run that may take long.
 * @param value of the option
 * @throws {Stop} when it cannot be written
 */
export async function outputFileIn(value: string | boolean | undefined): Promise<string | undefined> {
  if (typeof value !== 'string') return undefined;
  try {
    await fs.access(path.dirname(path.resolve(value)), constants.W_OK);
  } catch (error) {
    throw unwritable(value, (error as Error).message);
  }
  if (value === '' || (await isFolder(value))) throw unwritable(value, t('output.no-file'));
  return value;
}

/** Writes a whole file, or none; writes to a device, a pipe or the like as it is. @throws {Stop} when it cannot be written */
export async function saveOutput(file: string, text: string): Promise<void> {
  try {
    const stats = await fs.stat(file).catch(() => undefined);
    // To write a file as a whole is to put another one in its place.
    if (stats && !stats.isFile()) await fs.writeFile(file, text);
    else await writeFileAtomic(file, text);
  } catch (error) {
    throw unwritable(file, (error as Error).message);
  }
}

async function isFolder(file: string): Promise<boolean> {
  const stats = await fs.stat(file).catch(() => undefined);
  return stats?.isDirectory() ?? false;
}

function unwritable(file: string, reason: string): Stop {
  return new Stop(t('output.unwritable', { file, reason }), EXIT.usage);
}
