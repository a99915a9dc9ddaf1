import { groupOf } from '../course/exercises.js';
import { EXIT } from '../report/stop.js';
import type { CommandDefinition } from '../shell/command.js';
import { courseList } from '../shell/course-list.js';
import { t } from '../texts/translate.js';

export const list: CommandDefinition = {
  name: 'list',
  summary: t('list.summary'),
  arguments: [],
  options: [{ flags: '--json', summary: t('list.json') }],
  examples: ['list', 'list --json'],

  async run(context, _args, options) {
    const { catalogue, progress } = context;
    if (!options.json) {
      context.print(courseList(context));
      return EXIT.ok;
    }
    const exercises = catalogue.exercises.map((exercise) => ({
      number: catalogue.numberOf(exercise),
      id: exercise.id,
      title: exercise.title,
      group: groupOf(exercise)?.id,
      completed: progress.isCompleted(exercise.id),
      current: progress.current === exercise.id,
    }));
    context.write(`${JSON.stringify({ exercises }, null, 2)}\n`);
    return EXIT.ok;
  },
};
