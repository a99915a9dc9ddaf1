import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { DEFAULT_FOLDER } from './exercise-and-folder.js';

export const run: CommandDefinition = {
  name: 'run',
  summary: t('run.summary'),
  details: t('run.details'),
  arguments: [
    { name: 'dir', summary: t('watch.dir', { folder: DEFAULT_FOLDER }) },
    { name: 'args', summary: t('run.args'), variadic: true },
  ],
  options: [{ flags: '--trace', summary: t('run.trace') }],
  examples: ['run', 'run myaddon/', 'run myaddon/ delay 1000', 'run --trace myaddon/ delay 1000'],
  passThrough: true,

  run: async (...call) => (await import('./run-action.js')).runPackage(...call),
};
