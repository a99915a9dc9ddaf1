import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { generalHelp, helpFor } from '../shell/help-text.js';
import { unknownCommand } from '../shell/unknown-command.js';
import { t } from '../texts/translate.js';

export const help: CommandDefinition = {
  name: 'help',
  summary: t('help.summary'),
  arguments: [{ name: 'command', summary: t('help.argument') }],
  options: [],
  examples: ['help', 'help verify'],

  async run(context, [name]) {
    if (name === undefined) {
      context.print(generalHelp(context));
      return EXIT.ok;
    }
    const command = context.commands.find((candidate) => candidate.name === name);
    if (!command)
      throw unknownCommand(
        name,
        context.commands.map((candidate) => candidate.name),
      );
    context.print(helpFor(command, context.terminal));
    return EXIT.ok;
  },
};
