import type { WorkLog } from '../course/work-log.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext, CommandDefinition } from '../shell/command.js';
import { progressLine } from '../shell/course-list.js';
import { t } from '../texts/translate.js';

export const stats: CommandDefinition = {
  name: 'stats',
  summary: t('stats.summary'),
  details: t('stats.details'),
  arguments: [],
  options: [{ flags: '--json', summary: t('stats.json') }],
  examples: ['stats', 'stats --json'],

  async run(context, _args, options) {
    if (options.json) context.write(`${JSON.stringify({ exercises: rows(context) }, null, 2)}\n`);
    else await printTable(context);
    return EXIT.ok;
  },
};

interface Row {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly completed: boolean;
  readonly verifies: number;
  readonly seconds: number;
  readonly hints: number;
}

function rows({ catalogue, progress }: CommandContext): Row[] {
  return catalogue.exercises.map((exercise) => {
    const { verifies = 0, seconds = 0 }: Partial<WorkLog> = progress.workOn(exercise.id) ?? {};
    return {
      number: catalogue.numberOf(exercise),
      id: exercise.id,
      title: exercise.title,
      completed: progress.isCompleted(exercise.id),
      verifies,
      seconds,
      hints: progress.hintsShown(exercise.id),
    };
  });
}

async function printTable(context: CommandContext): Promise<void> {
  const { terminal } = context;
  const { renderMarkdown } = await import('../texts/markdown.js');
  const all = rows(context);
  const sum = (of: (row: Row) => number) => all.reduce((total, row) => total + of(row), 0);
  const lines = [
    ...all.map(({ completed, title, verifies, seconds, hints }) => [
      completed ? terminal.paint.green(terminal.symbols.tick) : '',
      title,
      String(verifies),
      duration(seconds),
      String(hints),
    ]),
    [
      '',
      t('stats.all'),
      String(sum((row) => row.verifies)),
      duration(sum((row) => row.seconds)),
      String(sum((row) => row.hints)),
    ],
  ];
  const head = ['', t('stats.exercise'), t('stats.verifies'), t('stats.time'), t('stats.hints')];
  const markdown = [head, head.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
  context.print(`\n${progressLine(context)}\n`);
  context.print(`${await renderMarkdown(markdown, terminal)}\n`);
  context.say(t('stats.private'));
}

/** `45 s`, `12 min`, `3 h 20 min`. */
function duration(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
