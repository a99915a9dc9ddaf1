import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

export const run: CommandDefinition = {
  name: 'run',
  summary: t('run.summary'),
  details: t('run.details'),
  arguments: [
    { name: 'dir', summary: t('run.dir'), required: true },
    { name: 'args', summary: t('run.args'), variadic: true },
  ],
  options: [{ flags: '--trace', summary: t('run.trace') }],
  examples: ['run myaddon/', 'run myaddon/ delay 1000', 'run --trace myaddon/ delay 1000'],
  passThrough: true,

  run: async (...call) => (await import('./run-action.js')).runPackage(...call),
};
