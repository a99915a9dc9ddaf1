import { existsSync } from 'node:fs';
import { wrongUsage } from '../shell/wrong-usage.js';
import { DEFAULT_FOLDER } from './exercise-and-folder.js';

/**
 * The folder that is named or, without one, the current folder if it holds a binding.gyp, and otherwise the one that
 * `start` writes to.
 * @param command for the message
 * @throws {Stop} when none is named and there is neither
 */
export function packageFolder(named: string | undefined, command: string): string {
  if (named !== undefined) return named;
  if (existsSync('binding.gyp')) return './';
  if (existsSync(DEFAULT_FOLDER)) return `${DEFAULT_FOLDER}/`;
  throw wrongUsage('submission.none-here', { command, folder: `${DEFAULT_FOLDER}/` });
}
