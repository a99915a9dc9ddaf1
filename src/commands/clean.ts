import { emptyCache } from '../build/cache.js';
import { cacheFolder } from '../environment/folders.js';
import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

const BYTES_OF_A_MEGABYTE = 1e6;

export const clean: CommandDefinition = {
  name: 'clean',
  summary: t('clean.summary'),
  details: t('clean.details'),
  arguments: [],
  options: [],
  examples: ['clean'],

  async run(context) {
    const { bytes, isInUse } = await emptyCache();
    const megabytes = Math.ceil(bytes / BYTES_OF_A_MEGABYTE);
    context.say(t(megabytes === 0 ? 'clean.empty' : 'clean.done', { megabytes, folder: cacheFolder() }));
    if (isInUse) context.say(t('clean.in-use'));
    return EXIT.ok;
  },
};
