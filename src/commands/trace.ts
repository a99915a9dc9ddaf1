import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

export const trace: CommandDefinition = {
  name: 'trace',
  summary: t('trace.summary'),
  details: t('trace.details'),
  arguments: [
    { name: 'dir', summary: t('trace.dir'), required: true },
    { name: 'script', summary: t('trace.script'), variadic: true },
  ],
  options: [
    { flags: '--sandbox', summary: t('verify.sandbox') },
    { flags: '--trace <file>', summary: t('trace.file') },
  ],
  examples: ['trace my-add-on/', 'trace my-add-on/ -- test/load.js 100', 'trace --trace out.json my-add-on/'],
  passThrough: true,

  run: async (...call) => (await import('./trace-action.js')).act(...call),
};
