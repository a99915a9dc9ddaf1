import { isBuildCheck } from '../course/build-checks.js';
import type { VerifyOutcome } from '../course/verify.js';
import type { Terminal } from '../environment/terminal.js';
import type { CheckResult } from '../report/check.js';
import { checkLine, failureLines, paragraph, skippedLine } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { progressLine } from '../shell/course-list.js';
import { hasText, t } from '../texts/translate.js';
import { drawTimeline } from '../timeline/picture.js';
import { printedLines } from './printed-output.js';

/** After a pass: the timeline as part of the reward, and what comes next. */
export function reportPass(context: CommandContext, outcome: VerifyOutcome): void {
  const { catalogue, progress, terminal } = context;
  const seconds = (outcome.durationMs / 1000).toFixed(1);
  const title = terminal.paint.inverse.bold.green(` ${t('verify.pass-title')} `);
  const left = catalogue.exercises.filter(({ id }) => !progress.isCompleted(id)).length;
  const next =
    left === 0
      ? t('verify.all-done')
      : `${t('verify.remaining', { count: left })} ${t(outcome.exercise.needsNoFolder ? 'verify.next-only' : 'verify.next')}`;
  context.print(
    [
      ...pictureLines(outcome, context),
      ...lessonLines(outcome, context),
      ...leftOutLines(outcome, context),
      '',
      ...paragraph(t('verify.passed', { title: outcome.exercise.title, seconds }), terminal, `${title} `),
      ...paragraph(next, terminal),
      ...paragraph(progressLine(context), terminal),
      '',
    ].join('\n'),
  );
}

/** After a failure: what was expected, observed and why, the timeline where it tells the story, the code's own output. */
export function reportFailure(context: CommandContext, outcome: VerifyOutcome, verbose = false): void {
  const { terminal } = context;
  const failures = outcome.checks.filter(({ status }) => status === 'fail');
  const run = outcome.mainRun;
  const title = terminal.paint.inverse.bold.red(` ${t('verify.fail-title')} `);
  context.print(
    [
      ...failures.flatMap((failure) => explained(failure, outcome.checks, terminal)),
      ...pictureLines(outcome, context),
      ...(run
        ? printedLines(run, failures.map(({ observed }) => observed).join('\n'), terminal, verbose)
        : []),
      '',
      ...skippedLine(outcome.checks, terminal),
      ...leftOutLines(outcome, context),
      '',
      ...paragraph(t('verify.failed', { title: outcome.exercise.title }), terminal, `${title} `),
      ...failures.flatMap((failure) => inShort(failure, context)),
      ...offeredHint(outcome, context),
      '',
    ].join('\n'),
  );
}

/** Its title is said again where the lines above end with another one. */
function explained(failed: CheckResult, all: readonly CheckResult[], terminal: Terminal): string[] {
  const isLast = all.findLast(({ status }) => status !== 'skip') === failed;
  const isAlone = all.every((check) => check === failed || check.status !== 'fail');
  const lines = failureLines(failed, terminal, { readAgain: !isBuildCheck(failed.id) && isAlone });
  return ['', ...(isLast && isAlone ? [] : [checkLine(failed, terminal)]), ...lines];
}

/** Again what failed and where: on a small screen, the beginning of the report is gone by now. */
function inShort(failed: CheckResult, { terminal }: CommandContext): string[] {
  const { paint, symbols } = terminal;
  const place = failed.where === undefined ? '' : ` (${failed.where})`;
  return paragraph(`${failed.title}${place}`, terminal, `${paint.red(symbols.cross)} `);
}

/** From so many failures at the same check on, a hint is offered. */
const OFFER_HINT_AFTER = 3;

function offeredHint({ exercise }: VerifyOutcome, { progress, terminal }: CommandContext): string[] {
  const times = progress.workOn(exercise.id)?.failing?.times ?? 0;
  return times < OFFER_HINT_AFTER ? [] : ['', ...paragraph(t('verify.many-times', { times }), terminal)];
}

/** In a narrow terminal its lines would be broken, and nothing could be read from it. */
const NARROWEST_PICTURE = 60;

function pictureLines({ picture }: VerifyOutcome, { terminal }: CommandContext): string[] {
  return picture && terminal.width >= NARROWEST_PICTURE ? ['', ...drawTimeline(picture, terminal)] : [];
}

/** What there is to discover in what has just passed, where the exercise has words for it. */
function lessonLines({ exercise }: VerifyOutcome, { terminal }: CommandContext): string[] {
  const key = `passed.${exercise.id}`;
  return hasText(key) ? ['', ...paragraph(t(key), terminal)] : [];
}

/** Without the probe some checks cannot be made: the learner is told, not left to believe otherwise. */
function leftOutLines({ leftOut }: VerifyOutcome, { terminal }: CommandContext): string[] {
  if (leftOut.length === 0) return [];
  return ['', ...paragraph(t('verify.without-probe', { titles: leftOut.join('; ') }), terminal)];
}
