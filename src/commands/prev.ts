import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { NO_PAGER } from '../shell/pager.js';
import { wrongUsage } from '../shell/wrong-usage.js';
import { t } from '../texts/translate.js';
import { currentExercise } from './chosen-exercise.js';
import { showText } from './show-text.js';

export const prev: CommandDefinition = {
  name: 'prev',
  summary: t('prev.summary'),
  arguments: [],
  options: [NO_PAGER],
  examples: ['prev'],

  async run(context) {
    const { catalogue, progress } = context;
    const current = currentExercise(context);
    const exercise = catalogue.previous(current);
    if (!exercise) throw wrongUsage('prev.first', { title: current.title });
    progress.select(exercise.id);
    await showText(context, exercise, 'problem');
    context.say(t('select.selected', { title: exercise.title }));
    return EXIT.ok;
  },
};
