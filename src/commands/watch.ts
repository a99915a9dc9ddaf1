import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

export const watch: CommandDefinition = {
  name: 'watch',
  summary: t('watch.summary'),
  details: t('watch.details'),
  arguments: [{ name: 'dir', summary: t('verify.dir'), required: true }],
  options: [{ flags: '--exercise <exercise>', summary: t('verify.exercise') }],
  examples: ['watch myaddon/'],

  run: async (...call) => (await import('./watch-action.js')).runWatch(...call),
};
