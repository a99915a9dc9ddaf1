import { EXIT } from '../report/stop.js';
import { t } from '../texts/translate.js';
import type { CommandContext } from './command.js';
import { courseList, headingBefore, progressLine } from './course-list.js';

/** What the entries of the menu do; each resolves to the exit code. */
export interface MenuActions {
  /** @param index of the chosen exercise, from 0 */
  select(index: number): Promise<number>;
  help(): Promise<number>;
}

/**
 * Shows the menu or, without an interactive terminal, the list of exercises and what to type next.
 * @returns the exit code
 */
export async function openMenu(context: CommandContext, actions: MenuActions): Promise<number> {
  if (!context.terminal.interactive) {
    context.print(`${courseList(context)}\n\n${t('menu.howToGoOn')}`);
    return EXIT.ok;
  }
  const answer = await promptForEntry(context);
  if (answer === 'interrupted') return EXIT.interrupted;
  if (answer === 'cancelled' || answer.chosen === 'exit') return EXIT.ok;
  return answer.chosen === 'help' ? actions.help() : actions.select(answer.chosen);
}

async function promptForEntry(context: CommandContext) {
  const { catalogue, progress, terminal } = context;
  const { paint, symbols } = terminal;
  // The prompt library is slow to load.
  const { choose } = await import('./prompts.js');
  const message = `${paint.bold(t('menu.title'))}\n${progressLine(context)}`;
  const digits = String(catalogue.exercises.length).length;
  const exercises = catalogue.exercises.flatMap((exercise, index) => {
    const number = String(index + 1).padStart(digits);
    const mark = progress.isCompleted(exercise.id) ? ` ${paint.green(symbols.tick)}` : '';
    const heading = headingBefore(catalogue.exercises, index);
    return [
      ...(heading === undefined ? [] : [{ heading }]),
      { value: index, label: `${number}  ${exercise.title}${mark}` },
    ];
  });
  const indent = ' '.repeat(digits + 2);
  return choose<number | 'help' | 'exit'>(
    message,
    [
      ...exercises,
      { value: 'help', label: indent + t('menu.help') },
      { value: 'exit', label: indent + t('menu.exit') },
    ],
    preselectedIndex(context),
    terminal,
  );
}

/** The current exercise or, if that is completed, the next one that isn't. */
function preselectedIndex({ catalogue, progress }: CommandContext): number {
  const isDone = (id: string) => progress.isCompleted(id);
  const { current } = progress;
  const open = current !== undefined && !isDone(current);
  const id = open ? current : (catalogue.next(current, isDone)?.id ?? current);
  return catalogue.exercises.findIndex((exercise) => exercise.id === id);
}
