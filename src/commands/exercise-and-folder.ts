import type { Exercise } from '../course/exercise.js';
import type { CommandContext } from '../shell/command.js';
import { wrongUsage } from '../shell/wrong-usage.js';
import { exerciseNamed } from './chosen-exercise.js';

export const DEFAULT_FOLDER = 'myaddon';

/**
 * Resolves the arguments `[exercise] [dir]`. A single argument is an exercise unless it is a path: `start ./1` creates a
 * folder named 1.
 * @throws {Stop} when there is no such exercise
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
