import type { Exercise } from '../course/exercise.js';
import { exerciseText, type TextName } from '../course/exercise-texts.js';
import type { CommandContext } from '../shell/command.js';
import { t } from '../texts/translate.js';

/** Prints a text of an exercise, under a line that says which exercise of how many it is. */
export async function showText(context: CommandContext, exercise: Exercise, name: TextName): Promise<void> {
  const { catalogue, progress, terminal } = context;
  // The renderer brings a markdown parser and a highlighter: only who prints a text waits for them.
  const { renderMarkdown } = await import('../texts/markdown.js');
  const number = catalogue.numberOf(exercise);
  const done = progress.isCompleted(exercise.id);
  const position = t(done ? 'exercise.positionDone' : 'exercise.position', {
    number,
    total: catalogue.exercises.length,
  });
  context.print(`\n${terminal.paint.dim(position)}\n`);
  context.write(`${await renderMarkdown(await exerciseText(exercise, name), terminal)}\n\n`);
}
