import type { CommandDefinition } from '../shell/command.js';
import { NO_PAGER } from '../shell/pager.js';
import { t } from '../texts/translate.js';
import { DEFAULT_FOLDER } from './exercise-and-folder.js';

export const solution: CommandDefinition = {
  name: 'solution',
  summary: t('solution.summary'),
  details: t('solution.details'),
  arguments: [
    { name: 'exercise', summary: t('exercise.optionalArgument') },
    { name: 'dir', summary: t('solution.dir', { folder: DEFAULT_FOLDER }) },
  ],
  options: [{ flags: '--show', summary: t('solution.show') }, NO_PAGER],
  examples: ['solution', 'solution 9 myaddon/', 'solution --show'],

  run: async (...call) => (await import('./solution-action.js')).showSolution(...call),
};
