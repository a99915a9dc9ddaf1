import { EXIT } from '../report/stop.js';
import { t } from '../texts/translate.js';
import type { CommandContext } from './command.js';
import { courseList, progressLine } from './course-list.js';

/** What the menu can be asked for. */
export interface MenuActions {
  /** Called with the index of the chosen exercise. */
  select(index: number): Promise<number>;
  help(): Promise<number>;
}

/**
 * The menu, or the list and how to go on where nobody can press keys.
 * @returns the exit code
 */
export async function openMenu(context: CommandContext, actions: MenuActions): Promise<number> {
  if (!context.terminal.interactive) {
    context.print(`${courseList(context)}\n\n${t('menu.howToGoOn')}`);
    return EXIT.ok;
  }
  const answer = await askForEntry(context);
  if (answer === 'interrupted') return EXIT.interrupted;
  if (answer === 'left' || answer.chosen === 'exit') return EXIT.ok;
  return answer.chosen === 'help' ? actions.help() : actions.select(answer.chosen);
}

async function askForEntry(context: CommandContext) {
  const { catalogue, progress, terminal } = context;
  const { paint, symbols } = terminal;
  // The prompt library takes its time to load: only the menu waits for it.
  const { choose } = await import('./prompts.js');
  const message = `${paint.bold(t('menu.title'))}\n${progressLine(context)}`;
  const digits = String(catalogue.exercises.length).length;
  const exercises = catalogue.exercises.map((exercise, index) => {
    const number = String(index + 1).padStart(digits);
    const mark = progress.isCompleted(exercise.id) ? ` ${paint.green(symbols.tick)}` : '';
    return { value: index, label: `${number}  ${exercise.title}${mark}` };
  });
  const indent = ' '.repeat(digits + 2);
  return choose<number | 'help' | 'exit'>(
    message,
    [
      ...exercises,
      { value: 'help', label: indent + t('menu.help') },
      { value: 'exit', label: indent + t('menu.exit') },
    ],
    indexToGoOnWith(context),
    terminal,
  );
}

/** The current exercise while it is not done; then the next one that is not. */
function indexToGoOnWith({ catalogue, progress }: CommandContext): number {
  const isDone = (id: string) => progress.isCompleted(id);
  const { current } = progress;
  const open = current !== undefined && !isDone(current);
  const id = open ? current : (catalogue.next(current, isDone)?.id ?? current);
  return catalogue.exercises.findIndex((exercise) => exercise.id === id);
}
