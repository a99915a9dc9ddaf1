import { closingText } from '../course/exercise-texts.js';
import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { NO_PAGER } from '../shell/pager.js';
import { t } from '../texts/translate.js';
import { showText } from './show-text.js';

export const next: CommandDefinition = {
  name: 'next',
  summary: t('next.summary'),
  arguments: [],
  options: [NO_PAGER],
  examples: ['next'],

  async run(context) {
    const { catalogue, progress } = context;
    const exercise = catalogue.next(progress.current, (id) => progress.isCompleted(id));
    if (!exercise) {
      const { renderMarkdown } = await import('../texts/markdown.js');
      context.write(`\n${await renderMarkdown(closingText(), context.terminal)}\n\n`);
      return EXIT.ok;
    }
    progress.select(exercise.id);
    await showText(context, exercise, 'problem');
    context.say(t('select.selected', { title: exercise.title }));
    return EXIT.ok;
  },
};
