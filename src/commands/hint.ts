import { hintsOf } from '../course/hints.js';
import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { NO_PAGER } from '../shell/pager.js';
import { t } from '../texts/translate.js';
import { chosenExercise } from './chosen-exercise.js';

export const hint: CommandDefinition = {
  name: 'hint',
  summary: t('hint.summary'),
  details: t('hint.details'),
  arguments: [{ name: 'exercise', summary: t('exercise.optionalArgument'), variadic: true }],
  options: [{ flags: '--all', summary: t('hint.all') }, NO_PAGER],
  examples: ['hint', 'hint --all', 'hint 3'],

  async run(context, args, options) {
    const { progress, terminal } = context;
    const exercise = chosenExercise(context, args);
    const { renderMarkdown } = await import('../texts/markdown.js');
    const hints = hintsOf(exercise);
    const total = hints.length;
    // After the last hint, show it again.
    const number = Math.min(progress.hintsShown(exercise.id) + 1, total);
    const shown = options.all ? hints : [hints[number - 1] ?? ''];
    const position = t(options.all ? 'hint.positionAll' : 'hint.position', {
      number,
      total,
      title: exercise.title,
    });
    const text = await renderMarkdown(shown.join('\n\n'), terminal);
    await context.paged(async () => {
      context.print(`\n${terminal.paint.dim(position)}\n`);
      context.write(`${text}\n\n`);
    });
    if (!options.all) {
      const left = total - number;
      context.say(`${left > 0 ? t('hint.more', { count: left }) : t('hint.last')}\n`);
    }
    progress.setHintsShown(exercise.id, options.all ? total : number);
    return EXIT.ok;
  },
};
