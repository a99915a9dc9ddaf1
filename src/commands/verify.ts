import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { DEFAULT_FOLDER } from './exercise-and-folder.js';

export const verify: CommandDefinition = {
  name: 'verify',
  summary: t('verify.summary'),
  details: t('verify.details'),
  arguments: [{ name: 'dir', summary: t('verify.dir', { folder: DEFAULT_FOLDER }) }],
  options: [
    { flags: '--exercise <exercise>', summary: t('verify.exercise') },
    { flags: '--json', summary: t('verify.json') },
    { flags: '--verbose', summary: t('verify.verbose') },
    { flags: '--sandbox', summary: t('verify.sandbox') },
    { flags: '--trace <file>', summary: t('verify.trace') },
    { flags: '--html <file>', summary: t('verify.html') },
  ],
  examples: [
    'verify',
    'verify myaddon/',
    'verify myaddon/ --exercise off_the_js_thread',
    'verify myaddon/ --json',
  ],

  run: async (...call) => (await import('./verify-action.js')).runVerify(...call),
};
