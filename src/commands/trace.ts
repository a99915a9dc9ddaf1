import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

export const trace: CommandDefinition = {
  name: 'trace',
  summary: t('trace.summary'),
  details: t('trace.details'),
  arguments: [
    { name: 'dir', summary: t('trace.dir') },
    { name: 'script', summary: t('trace.script'), variadic: true },
  ],
  options: [
    { flags: '--sandbox', summary: t('verify.sandbox') },
    { flags: '--trace <file>', summary: t('trace.file') },
    { flags: '--json', summary: t('trace.json') },
    { flags: '--html <file>', summary: t('trace.html') },
    { flags: '--sarif <file>', summary: t('trace.sarif') },
    { flags: '--junit <file>', summary: t('trace.junit') },
    { flags: '--on-violation <mode>', summary: t('trace.on-violation') },
    { flags: '--held-ms <ms>', summary: t('trace.held-ms') },
    { flags: '--ignore <rules>', summary: t('trace.ignore') },
    { flags: '--suppressions <file>', summary: t('trace.suppressions') },
    { flags: '--for <time>', summary: t('trace.for') },
    { flags: '--exit-with-program', summary: t('trace.exit-with-program') },
  ],
  examples: [
    'trace my-add-on/',
    'trace my-add-on/ -- test/load.js 100',
    'trace --trace out.json my-add-on/',
    'trace -- node app.js',
    'trace --sarif trace.sarif -- npm test',
  ],
  passThrough: true,
  keepsSeparator: true,

  run: async (...call) => (await import('./trace-action.js')).act(...call),
};
