import type { Exercise } from '../course/exercise.js';
import type { CommandContext } from '../shell/command.js';
import { wrongUsage } from '../shell/wrong-usage.js';

type Course = Pick<CommandContext, 'catalogue' | 'progress'>;

/**
 * The exercise with this number, id or name.
 * @throws {Stop} when there is none, with a suggestion if a name is similar
 */
export function exerciseNamed({ catalogue }: Course, name: string): Exercise {
  const exercise = catalogue.find(name);
  if (exercise) return exercise;
  const suggestion = catalogue.suggest(name);
  throw suggestion === undefined
    ? wrongUsage('exercise.unknown', { name })
    : wrongUsage('exercise.unknownButNear', { name, suggestion });
}

/**
 * The selected exercise.
 * @throws {Stop} when none is selected
 */
export function currentExercise({ catalogue, progress }: Course): Exercise {
  const id = progress.current;
  const exercise = catalogue.exercises.find((candidate) => candidate.id === id);
  if (!exercise) throw wrongUsage('exercise.noneSelected');
  return exercise;
}

/**
 * The exercise that the arguments name or, without arguments, the selected one.
 * @throws {Stop} when there is none
 */
export function chosenExercise(course: Course, words: readonly string[]): Exercise {
  return words.length > 0 ? exerciseNamed(course, words.join(' ')) : currentExercise(course);
}
