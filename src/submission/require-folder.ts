import { type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';

/** @throws {Stop} with the exit code for wrong usage if the folder does not exist, cannot be read or is not a folder */
export function requireFolder(folder: string): void {
  let stats: Stats | undefined;
  try {
    stats = statSync(path.resolve(folder), { throwIfNoEntry: false });
  } catch (error) {
    // A loop of links, a name that is too long, a parent that nobody may enter. The path follows a comma.
    const reason = (error as Error).message.split(', ')[0]!;
    throw new Stop(t('submission.unreadable', { folder: shortened(folder), reason }), EXIT.usage);
  }
  if (!stats) throw new Stop(t('submission.no-folder', { folder }), EXIT.usage);
  if (!stats.isDirectory()) throw new Stop(t('submission.not-a-folder', { folder }), EXIT.usage);
}

function shortened(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}
