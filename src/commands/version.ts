import { packageJson } from '../environment/package-root.js';
import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

export const version: CommandDefinition = {
  name: 'version',
  summary: t('version.summary'),
  arguments: [],
  options: [],
  examples: ['version', '--version'],

  async run(context) {
    context.print(packageJson.version);
    return EXIT.ok;
  },
};
