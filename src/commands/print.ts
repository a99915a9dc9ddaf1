import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { NO_PAGER } from '../shell/pager.js';
import { t } from '../texts/translate.js';
import { chosenExercise } from './chosen-exercise.js';
import { showText } from './show-text.js';

export const print: CommandDefinition = {
  name: 'print',
  summary: t('print.summary'),
  arguments: [{ name: 'exercise', summary: t('exercise.optionalArgument'), variadic: true }],
  options: [NO_PAGER],
  examples: ['print', 'print 1'],

  async run(context, args) {
    await showText(context, chosenExercise(context, args), 'problem');
    return EXIT.ok;
  },
};
