import type { Exercise } from '../course/exercise.js';
import type { CommandContext } from '../shell/command.js';
import { wrongUsage } from '../shell/wrong-usage.js';
import { exerciseNamed } from './chosen-exercise.js';

/** The folder that is meant when none is named. */
export const DEFAULT_FOLDER = 'myaddon';

/**
 * What `[exercise] [dir]` name. One word is an exercise, unless it is written as a path: `start ./1` makes a folder
 * named 1.
 */
export function exerciseAndFolder(
  context: CommandContext,
  args: readonly string[],
): { exercise: Exercise | undefined; folder: string | undefined } {
  const [first, second] = args;
  if (first === undefined) return { exercise: undefined, folder: undefined };
  if (second === undefined && isPath(first)) return { exercise: undefined, folder: first };
  const isKnown = context.catalogue.find(first) ?? context.catalogue.suggest(first);
  if (second === undefined && !isKnown) throw wrongUsage('exercise.unknownOrFolder', { name: first });
  return { exercise: exerciseNamed(context, first), folder: second };
}

function isPath(word: string): boolean {
  return /[/\\]/.test(word) || word === '.' || word === '..';
}
