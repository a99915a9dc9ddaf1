import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { DEFAULT_FOLDER } from './exercise-and-folder.js';

export const watch: CommandDefinition = {
  name: 'watch',
  summary: t('watch.summary'),
  details: t('watch.details'),
  arguments: [{ name: 'dir', summary: t('watch.dir', { folder: DEFAULT_FOLDER }) }],
  options: [{ flags: '--exercise <exercise>', summary: t('verify.exercise') }],
  examples: ['watch', 'watch myaddon/'],

  run: async (...call) => (await import('./watch-action.js')).runWatch(...call),
};
