import { packageJson } from '../environment/package-root.js';
import type { CommandDefinition } from '../shell/command.js';
import { ExitCode } from '../shell/exit-code.js';
import { t } from '../texts/translate.js';

export const version: CommandDefinition = {
  name: 'version',
  summary: t('version.summary'),
  arguments: [],
  options: [],
  examples: ['version', '--version'],

  async run(context) {
    context.print(packageJson.version);
    return ExitCode.done;
  },
};
