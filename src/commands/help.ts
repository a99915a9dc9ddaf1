import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { namesExercise, topicsOf } from '../shell/exercise-as-command.js';
import { generalHelp, helpFor } from '../shell/help-text.js';
import { NO_PAGER } from '../shell/pager.js';
import { unknownCommand } from '../shell/unknown-command.js';
import { t } from '../texts/translate.js';
import { exerciseNamed } from './chosen-exercise.js';
import { showText } from './show-text.js';

export const help: CommandDefinition = {
  name: 'help',
  summary: t('help.summary'),
  arguments: [{ name: 'topic', summary: t('help.argument'), variadic: true }],
  options: [NO_PAGER],
  examples: ['help', 'help verify', 'help 2'],

  async run(context, words) {
    const { commands, catalogue } = context;
    if (words.length === 0) {
      await context.paged(async () => context.print(generalHelp(context)));
      return EXIT.ok;
    }
    const topic = words.join(' ');
    const command = commands.find(({ name }) => name === topic);
    if (command) {
      await context.paged(async () => context.print(helpFor(command, context.terminal)));
      return EXIT.ok;
    }
    if (!namesExercise(catalogue, topic)) throw unknownCommand(topic, topicsOf(context));
    await showText(context, exerciseNamed(context, topic), 'problem');
    return EXIT.ok;
  },
};
