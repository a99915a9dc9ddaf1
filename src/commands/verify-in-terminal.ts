import path from 'node:path';
import type { Exercise } from '../course/exercise.js';
import { type VerifyOutcome, verifySubmission } from '../course/verify.js';
import type { CheckResult } from '../report/check.js';
import { CollapsingChecks } from '../report/collapsing-checks.js';
import { StepSpinner } from '../report/step-spinner.js';
import { checkLine, outputLines, paragraph } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { requireFolder } from '../submission/require-folder.js';
import { t } from '../texts/translate.js';
import { saveLastVerify } from './last-verify.js';
import { reportFailure, reportPass } from './verify-report.js';

export interface TerminalOptions {
  readonly signal: AbortSignal;
  /** Shows every check and the whole log. */
  readonly verbose?: boolean;
  readonly sandboxed?: boolean;
}

/**
 * Verifies a submission and prints each check as soon as its result is known, then the report.
 * @throws {Stop} when the folder does not exist or this machine cannot build
 * @throws the reason of `signal` when it is aborted
 */
export async function verifyInTerminal(
  context: CommandContext,
  exercise: Exercise,
  folder: string | undefined,
  { signal, verbose = false, sandboxed = false }: TerminalOptions,
): Promise<VerifyOutcome> {
  const { terminal } = context;
  if (folder !== undefined) requireFolder(folder);
  const { title } = exercise;
  const heading =
    folder === undefined ? t('verify.heading-machine', { title }) : t('verify.heading', { folder, title });
  context.print(['', ...paragraph(terminal.paint.bold(heading), terminal), ''].join('\n'));
  const spinner = await StepSpinner.start(terminal);
  const show = (check: CheckResult) => spinner.above(() => context.print(checkLine(check, terminal)));
  const collapsing = new CollapsingChecks(show);
  const outcome = await verifySubmission({
    exercise,
    folder,
    signal,
    sandboxed,
    onStep: (text) => spinner.step(text),
    onCheck: verbose ? show : (check) => collapsing.add(check),
  }).finally(() => spinner.stop());
  collapsing.end();
  recordOutcome(context, outcome, folder);
  if (verbose) context.print(outputLines(t('verify.log'), outcome.buildLog, terminal, Infinity).join('\n'));
  if (outcome.pass) reportPass(context, outcome);
  else reportFailure(context, outcome, verbose);
  return outcome;
}

/** Saves the outcome, in the learner's progress and for `bug-report`. */
export function recordOutcome({ progress }: CommandContext, outcome: VerifyOutcome, folder?: string): void {
  const { exercise, checks } = outcome;
  const failed = checks.find(({ status }) => status !== 'pass');
  progress.verified(exercise.id, failed?.id, folder && path.resolve(folder));
  saveLastVerify(outcome, progress.isCompleted(exercise.id));
}
