import type { Exercise } from '../course/exercise.js';
import { exerciseText, type TextName } from '../course/exercise-texts.js';
import type { CommandContext } from '../shell/command.js';
import { t } from '../texts/translate.js';

/** Prints a text of an exercise, under a line with the exercise's position in the course. */
export async function showText(context: CommandContext, exercise: Exercise, name: TextName): Promise<void> {
  const { catalogue, progress, terminal } = context;
  // The Markdown parser and the highlighter are slow to load.
  const { renderMarkdown } = await import('../texts/markdown.js');
  const number = catalogue.numberOf(exercise);
  const done = progress.isCompleted(exercise.id);
  const position = t(done ? 'exercise.positionDone' : 'exercise.position', {
    number,
    total: catalogue.exercises.length,
  });
  const text = await renderMarkdown(await exerciseText(exercise, name), terminal);
  await context.paged(async () => {
    context.print(`\n${terminal.paint.dim(position)}\n`);
    context.write(`${text}\n\n`);
  });
}
