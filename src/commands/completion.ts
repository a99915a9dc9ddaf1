import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { completionScript, SHELLS } from '../shell/completion.js';
import { wrongUsage } from '../shell/wrong-usage.js';
import { t } from '../texts/translate.js';

export const completion: CommandDefinition = {
  name: 'completion',
  summary: t('completion.summary'),
  details: t('completion.details'),
  arguments: [{ name: 'shell', summary: t('completion.shell'), required: true }],
  options: [],
  examples: ['completion bash', 'completion zsh', 'completion fish'],

  async run(context, [name]) {
    const shell = SHELLS.find((known) => known === name);
    if (!shell) throw wrongUsage('completion.unknown', { name: name ?? '' });
    context.write(completionScript(shell, context));
    return EXIT.ok;
  },
};
