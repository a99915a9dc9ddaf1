import { BUILD_CHECKS, bindingGypCheck, buildsCheck } from '../course/build-checks.js';
import { runTask } from '../course/run-task.js';
import type { Verification } from '../course/verification.js';
import { StepSpinner } from '../report/step-spinner.js';
import { checkLine, failureLines, outputLines } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { t } from '../texts/translate.js';

/** What has to hold of a package before it can be built. */
export const BUILD_ONLY = {
  /** One with a main module and the target of the course. */
  ofTheCourse: BUILD_CHECKS,
  /** One with whatever targets. */
  any: [bindingGypCheck, buildsCheck],
} as const;

/** Builds with a spinner, and prints what is wrong. Tells whether it built. */
export async function buildWatched(
  context: CommandContext,
  verification: Verification,
  checks: (typeof BUILD_ONLY)[keyof typeof BUILD_ONLY],
  verbose: boolean,
): Promise<boolean> {
  const { terminal } = context;
  const spinner = await StepSpinner.start(terminal);
  spinner.step(t('run.building', { folder: verification.folder }));
  const task = { params: () => undefined, scenarios: {}, checks };
  const outcome = await runTask({ task, verification }).finally(() => spinner.stop());
  const failed = outcome.checks.find(({ status }) => status === 'fail');
  if (verbose)
    context.print(outputLines(t('verify.log'), verification.buildLog, terminal, Infinity).join('\n'));
  if (!failed) return true;
  context.print(['', checkLine(failed, terminal), '', ...failureLines(failed, terminal), ''].join('\n'));
  return false;
}
