import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { currentExercise } from './chosen-exercise.js';

export const current: CommandDefinition = {
  name: 'current',
  summary: t('current.summary'),
  arguments: [],
  options: [],
  examples: ['current'],

  async run(context) {
    context.print(currentExercise(context).title);
    return EXIT.ok;
  },
};
