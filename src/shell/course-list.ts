import type { Exercise } from '../course/exercise.js';
import { groupOf } from '../course/exercises.js';
import type { Terminal } from '../environment/terminal.js';
import { t } from '../texts/translate.js';
import type { CommandContext } from './command.js';

type Course = Pick<CommandContext, 'catalogue' | 'progress' | 'terminal'>;

/** The exercises in their groups, one per line with their numbers; completed ones and the current one are marked. */
export function courseList(course: Course): string {
  const { catalogue, progress, terminal } = course;
  const { paint, symbols } = terminal;
  const lines = catalogue.exercises.flatMap((exercise, index) => {
    const mark = progress.isCompleted(exercise.id) ? paint.green(symbols.tick) : ' ';
    const number = String(catalogue.numberOf(exercise)).padStart(2);
    const current = progress.current === exercise.id;
    const title = current ? paint.bold(exercise.title) : exercise.title;
    const line = ` ${mark} ${number}  ${title}${current ? paint.dim(`  ${t('list.current')}`) : ''}`;
    const heading = headingBefore(catalogue.exercises, index);
    return heading === undefined ? [line] : [...(index > 0 ? [''] : []), ` ${paint.dim(heading)}`, line];
  });
  return [progressLine(course), '', ...lines].join('\n');
}

/** The title of the group that the exercise is the first of. */
export function headingBefore(exercises: readonly Exercise[], index: number): string | undefined {
  const group = groupOf(exercises[index]!);
  const previous = index === 0 ? undefined : groupOf(exercises[index - 1]!);
  return group === undefined || group === previous ? undefined : t(`group.${group.id}`);
}

/** How much of the course is completed, as a bar and in numbers. */
export function progressLine({ catalogue, progress, terminal }: Course): string {
  const total = catalogue.exercises.length;
  const done = catalogue.exercises.filter((exercise) => progress.isCompleted(exercise.id)).length;
  return `${bar(done / total, terminal)} ${t('list.progress', { done, total })}`;
}

function bar(ratio: number, { paint, symbols }: Terminal): string {
  const length = 20;
  // Rounded down: the bar must not look full before everything is done.
  const full = Math.floor(ratio * length);
  return paint.green(symbols.barFull.repeat(full)) + paint.dim(symbols.barEmpty.repeat(length - full));
}
