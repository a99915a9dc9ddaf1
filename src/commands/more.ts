import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { NO_PAGER } from '../shell/pager.js';
import { t } from '../texts/translate.js';
import { chosenExercise } from './chosen-exercise.js';
import { showText } from './show-text.js';

export const more: CommandDefinition = {
  name: 'more',
  summary: t('more.summary'),
  arguments: [{ name: 'exercise', summary: t('exercise.optionalArgument'), variadic: true }],
  options: [NO_PAGER],
  examples: ['more', 'more 1'],

  async run(context, args) {
    await showText(context, chosenExercise(context, args), 'more');
    return EXIT.ok;
  },
};
