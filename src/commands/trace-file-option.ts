import { constants, promises as fs } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { EXIT, Stop } from '../report/stop.js';
import type { CommandOptions } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { chromeTrace } from '../timeline/chrome-trace.js';
import type { Timeline } from '../timeline/timeline.js';

/**
 * The file given with `--trace`, if any. Checks that it can probably be written, before a run that may take long.
 * @throws {Stop} when it cannot be written
 */
export async function traceFileIn({ trace: file }: CommandOptions): Promise<string | undefined> {
  if (typeof file !== 'string') return undefined;
  try {
    await fs.access(path.dirname(path.resolve(file)), constants.W_OK);
  } catch (error) {
    throw unwritable(file, (error as Error).message);
  }
  if (file === '' || (await isFolder(file))) throw unwritable(file, t('verify.trace-no-file'));
  return file;
}

/** Writes the timeline in the Trace Event Format. @throws {Stop} when the file cannot be written */
export async function saveChromeTrace(file: string, timeline: Timeline): Promise<void> {
  try {
    await writeFileAtomic(file, `${JSON.stringify(chromeTrace(timeline))}\n`);
  } catch (error) {
    throw unwritable(file, (error as Error).message);
  }
}

async function isFolder(file: string): Promise<boolean> {
  const stats = await fs.stat(file).catch(() => undefined);
  return stats?.isDirectory() ?? false;
}

function unwritable(file: string, reason: string): Stop {
  return new Stop(t('verify.trace-unwritable', { file, reason }), EXIT.usage);
}
