import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { NO_PAGER } from '../shell/pager.js';
import { t } from '../texts/translate.js';
import { chosenExercise } from './chosen-exercise.js';
import { showText } from './show-text.js';

export const select: CommandDefinition = {
  name: 'select',
  summary: t('select.summary'),
  arguments: [{ name: 'exercise', summary: t('exercise.argument'), required: true, variadic: true }],
  options: [NO_PAGER],
  examples: ['select 1', 'select off the js thread'],

  async run(context, args) {
    const exercise = chosenExercise(context, args);
    context.progress.select(exercise.id);
    await showText(context, exercise, 'problem');
    context.say(t('select.selected', { title: exercise.title }));
    return EXIT.ok;
  },
};
