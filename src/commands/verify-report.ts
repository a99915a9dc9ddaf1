import { isBuildCheck } from '../course/build-checks.js';
import type { VerifyOutcome } from '../course/verify.js';
import type { Terminal } from '../environment/terminal.js';
import type { CheckResult } from '../report/check.js';
import { checkLine, failureLines, indentedText, paragraph, skippedLine } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { progressLine } from '../shell/course-list.js';
import { hasText, t } from '../texts/translate.js';
import { drawTimeline } from '../timeline/picture.js';
import { printedLines } from './printed-output.js';

/** Prints the report after a pass: the timeline, and what comes next. */
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
      ...timelineLines(outcome, context),
      ...lessonLines(outcome, context),
      ...withoutProbeLines(outcome, context),
      '',
      ...paragraph(t('verify.passed', { title: outcome.exercise.title, seconds }), terminal, `${title} `),
      ...paragraph(next, terminal),
      ...paragraph(progressLine(context), terminal),
      '',
    ].join('\n'),
  );
}

/** Prints the report after a failure: what was observed and expected, the timeline, the output of the learner's code. */
export function reportFailure(context: CommandContext, outcome: VerifyOutcome, verbose = false): void {
  const { terminal } = context;
  const failures = outcome.checks.filter(({ status }) => status === 'fail');
  const run = outcome.mainRun;
  const title = terminal.paint.inverse.bold.red(` ${t('verify.fail-title')} `);
  const details = [
    ...failures.flatMap((failure) => failureDetails(failure, outcome.checks, terminal)),
    ...timelineLines(outcome, context),
    ...(run ? printedLines(run, failures.map(({ observed }) => observed).join('\n'), terminal, verbose) : []),
    '',
    ...skippedLine(outcome.checks, terminal),
    ...withoutProbeLines(outcome, context),
    '',
    ...paragraph(t('verify.failed', { title: outcome.exercise.title }), terminal, `${title} `),
  ];
  const hintOffer = [...hintOfferLines(outcome, context), ''];
  const scrolled = details.length + failures.length + hintOffer.length + ROWS_BELOW > terminal.height;
  const summary = failures.flatMap((failure) => summaryLines(failure, context, scrolled));
  context.print([...details, ...summary, ...hintOffer].join('\n'));
}

/** The details of a failure. Its title is repeated unless it is in the line above. */
function failureDetails(failed: CheckResult, all: readonly CheckResult[], terminal: Terminal): string[] {
  const isLast = all.findLast(({ status }) => status !== 'skip') === failed;
  const isAlone = all.every((check) => check === failed || check.status !== 'fail');
  const lines = failureLines(failed, terminal, { readAgain: !isBuildCheck(failed.id) && isAlone });
  return ['', ...(isLast && isAlone ? [] : [checkLine(failed, terminal)]), ...lines];
}

/**
 * Repeats what failed and where and, if the beginning of the report has scrolled away, what was observed.
 * @param scrolled whether it has
 */
function summaryLines(failed: CheckResult, { terminal }: CommandContext, scrolled: boolean): string[] {
  const { paint, symbols } = terminal;
  const place = failed.where === undefined ? '' : ` (${failed.where})`;
  // Without the excerpts that may follow.
  const [observed = ''] = (failed.observed ?? '').split('\n');
  return [
    ...paragraph(`${failed.title}${place}`, terminal, `${paint.red(symbols.cross)} `),
    ...(scrolled && observed !== '' ? indentedText(observed, terminal) : []),
  ];
}

/** What follows a report on the screen: the keys of `watch` and the progress, or the prompt of the shell. */
const ROWS_BELOW = 3;

/** After how many failures in a row at the same check a hint is offered. */
const OFFER_HINT_AFTER = 3;

function hintOfferLines({ exercise }: VerifyOutcome, { progress, terminal }: CommandContext): string[] {
  const times = progress.workOn(exercise.id)?.failing?.times ?? 0;
  return times < OFFER_HINT_AFTER ? [] : ['', ...paragraph(t('verify.many-times', { times }), terminal)];
}

/** In a narrower terminal, the lines of the timeline would be broken. */
const MIN_TIMELINE_WIDTH = 60;

function timelineLines({ picture }: VerifyOutcome, { terminal }: CommandContext): string[] {
  return picture && picture.lanes.length > 0 && terminal.width >= MIN_TIMELINE_WIDTH
    ? ['', ...drawTimeline(picture, terminal)]
    : [];
}

/** What can be learned from the result, if the exercise has a text for it. */
function lessonLines({ exercise }: VerifyOutcome, { terminal }: CommandContext): string[] {
  const key = `passed.${exercise.id}`;
  return hasText(key) ? ['', ...paragraph(t(key), terminal)] : [];
}

/** Lists the checks that were not run because the probe is not available. */
function withoutProbeLines({ leftOut }: VerifyOutcome, { terminal }: CommandContext): string[] {
  if (leftOut.length === 0) return [];
  return ['', ...paragraph(t('verify.without-probe', { titles: leftOut.join('; ') }), terminal)];
}
