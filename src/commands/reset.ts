import { EXIT, Stop } from '../report/stop.js';
import type { CommandContext, CommandDefinition } from '../shell/command.js';
import { wrongUsage } from '../shell/wrong-usage.js';
import { t } from '../texts/translate.js';
import { exerciseNamed } from './chosen-exercise.js';

export const reset: CommandDefinition = {
  name: 'reset',
  summary: t('reset.summary'),
  details: t('reset.details'),
  arguments: [{ name: 'exercise', summary: t('reset.argument'), variadic: true }],
  options: [{ flags: '--yes', summary: t('reset.yes') }],
  examples: ['reset', 'reset 1', 'reset --yes'],

  async run(context, args, options) {
    const exercise = args.length > 0 ? exerciseNamed(context, args.join(' ')) : undefined;
    const question = exercise ? t('reset.askOne', { title: exercise.title }) : t('reset.askAll');
    const answer = options.yes ? 'yes' : await ask(question, context);
    if (answer === 'interrupted') return EXIT.interrupted;
    if (answer === 'no') {
      context.say(t('reset.kept'));
      return EXIT.ok;
    }
    if (!context.progress.reset(exercise?.id)) throw new Stop(t('reset.unsaved'), EXIT.usage);
    context.say(exercise ? t('reset.doneOne', { title: exercise.title }) : t('reset.doneAll'));
    return EXIT.ok;
  },
};

async function ask(question: string, { terminal }: CommandContext): Promise<'yes' | 'no' | 'interrupted'> {
  if (!terminal.interactive) throw wrongUsage('reset.needsYes');
  const { confirm } = await import('../shell/prompts.js');
  return confirm(question, terminal);
}
