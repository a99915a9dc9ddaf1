import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

export const completed: CommandDefinition = {
  name: 'completed',
  summary: t('completed.summary'),
  arguments: [],
  options: [],
  examples: ['completed'],

  async run(context) {
    const done = context.catalogue.exercises.filter((exercise) => context.progress.isCompleted(exercise.id));
    if (done.length === 0) context.say(t('completed.none'));
    for (const exercise of done) context.print(exercise.title);
    return EXIT.ok;
  },
};
