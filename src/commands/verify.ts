import type { Exercise } from '../course/exercise.js';
import { type VerifyOutcome, verifySubmission } from '../course/verify.js';
import { timelineOf } from '../harness/parent/timeline.js';
import { interruptible } from '../process/signals.js';
import { StepSpinner } from '../report/step-spinner.js';
import { EXIT } from '../report/stop.js';
import { checkLine, failureLines, outputLines, skippedLine } from '../report/verify-lines.js';
import type { CommandContext, CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { chosenExercise } from './chosen-exercise.js';

export const verify: CommandDefinition = {
  name: 'verify',
  summary: t('verify.summary'),
  details: t('verify.details'),
  arguments: [{ name: 'dir', summary: t('verify.dir'), required: true }],
  options: [
    { flags: '--exercise <exercise>', summary: t('verify.exercise') },
    { flags: '--json', summary: t('verify.json') },
    { flags: '--verbose', summary: t('verify.verbose') },
  ],
  examples: ['verify myaddon/', 'verify myaddon/ --exercise 1', 'verify myaddon/ --json'],

  async run(context, args, options) {
    const folder = args[0] ?? '';
    const exercise = chosenExercise(context, typeof options.exercise === 'string' ? [options.exercise] : []);
    return await interruptible(async (signal) => {
      try {
        return options.json
          ? await verifyForMachines(context, exercise, folder, signal)
          : await verifyForPeople(context, exercise, folder, signal, options.verbose === true);
      } catch (error) {
        if (!signal.aborted) throw error;
        context.warn(t('verify.interrupted'));
        return EXIT.interrupted;
      }
    });
  },
};

async function verifyForMachines(
  context: CommandContext,
  exercise: Exercise,
  folder: string,
  signal: AbortSignal,
): Promise<number> {
  const outcome = await verifySubmission({ exercise, folder, signal });
  if (outcome.pass) context.progress.complete(exercise.id);
  const first = outcome.runs.find(({ scenario }) => scenario === 'ownPackage');
  const document = {
    exercise: exercise.id,
    pass: outcome.pass,
    durationMs: Math.round(outcome.durationMs),
    completed: context.progress.isCompleted(exercise.id),
    checks: outcome.checks,
    timeline: first ? timelineOf(first) : [],
    output: { stdout: first?.stdout ?? '', stderr: first?.stderr ?? '' },
  };
  context.write(`${JSON.stringify(document, null, 2)}\n`);
  return outcome.pass ? EXIT.ok : EXIT.notPassed;
}

async function verifyForPeople(
  context: CommandContext,
  exercise: Exercise,
  folder: string,
  signal: AbortSignal,
  verbose: boolean,
): Promise<number> {
  const { terminal } = context;
  context.print(`\n${terminal.paint.bold(t('verify.heading', { folder, title: exercise.title }))}\n`);
  const spinner = await StepSpinner.start(terminal);
  let outcome: VerifyOutcome;
  try {
    outcome = await verifySubmission({
      exercise,
      folder,
      signal,
      onStep: (text) => spinner.step(text),
      onCheck: (check) => spinner.above(() => context.print(checkLine(check, terminal))),
    });
  } finally {
    spinner.stop();
  }
  if (verbose)
    context.print(
      outputLines(t('verify.log'), outcome.buildLog, terminal, Number.POSITIVE_INFINITY).join('\n'),
    );
  if (outcome.pass) reportPass(context, outcome);
  else reportFailure(context, outcome);
  return outcome.pass ? EXIT.ok : EXIT.notPassed;
}

function reportPass(context: CommandContext, { exercise, durationMs }: VerifyOutcome): void {
  const { catalogue, progress, terminal } = context;
  progress.complete(exercise.id);
  const seconds = (durationMs / 1000).toFixed(1);
  const title = terminal.paint.inverse.bold.green(` ${t('verify.pass-title')} `);
  context.print(`\n  ${title} ${t('verify.passed', { title: exercise.title, seconds })}`);
  const left = catalogue.exercises.filter(({ id }) => !progress.isCompleted(id)).length;
  context.print(
    `  ${left === 0 ? t('verify.all-done') : `${t('verify.remaining', { count: left })} ${t('verify.next')}`}\n`,
  );
}

function reportFailure(context: CommandContext, { exercise, checks, runs }: VerifyOutcome): void {
  const { terminal } = context;
  const failed = checks.find(({ status }) => status === 'fail');
  const lines = failed ? ['', ...failureLines(failed, terminal)] : [];
  const run = runs.find(({ scenario }) => scenario === 'ownPackage');
  for (const stream of ['stdout', 'stderr'] as const) {
    lines.push(...outputLines(t('verify.output', { stream }), run?.[stream] ?? '', terminal));
  }
  const title = terminal.paint.inverse.bold.red(` ${t('verify.fail-title')} `);
  lines.push(
    '',
    ...skippedLine(checks, terminal),
    '',
    `  ${title} ${t('verify.failed', { title: exercise.title })}`,
    '',
  );
  context.print(lines.join('\n'));
}
