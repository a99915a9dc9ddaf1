import type { Exercise } from '../course/exercise.js';
import type { CommandContext } from '../shell/command.js';
import { wrongUsage } from '../shell/wrong-usage.js';

type Course = Pick<CommandContext, 'catalogue' | 'progress'>;

/** The exercise of this name; a name that is none is the learner's mistake, answered with what they may have meant. */
export function exerciseNamed({ catalogue }: Course, name: string): Exercise {
  const exercise = catalogue.find(name);
  if (exercise) return exercise;
  const suggestion = catalogue.suggest(name);
  throw suggestion === undefined
    ? wrongUsage('exercise.unknown', { name })
    : wrongUsage('exercise.unknownButNear', { name, suggestion });
}

/** The exercise that is selected; none is the learner's mistake, answered with the way to select one. */
export function currentExercise({ catalogue, progress }: Course): Exercise {
  const id = progress.current;
  const exercise = catalogue.exercises.find((candidate) => candidate.id === id);
  if (!exercise) throw wrongUsage('exercise.noneSelected');
  return exercise;
}

/** The exercise that the words of a command line name or, without any, the selected one. */
export function chosenExercise(course: Course, words: readonly string[]): Exercise {
  return words.length > 0 ? exerciseNamed(course, words.join(' ')) : currentExercise(course);
}
