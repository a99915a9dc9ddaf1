import { BUILD_CHECKS, bindingGypCheck, buildsCheck } from '../course/build-checks.js';
import { runTask } from '../course/run-task.js';
import type { Verification } from '../course/verification.js';
import { StepSpinner } from '../report/step-spinner.js';
import { checkLine, failureLines, outputLines } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { t } from '../texts/translate.js';

/** The checks that a package must pass to be built. */
export const BUILD_CHECK_SETS = {
  /** For a package with a main module and the target that the course uses. */
  ofTheCourse: BUILD_CHECKS,
  /** For a package with any targets. */
  any: [bindingGypCheck, buildsCheck],
} as const;

/**
 * Builds a package while a spinner turns, and prints the check that failed.
 * @returns whether it was built
 */
export async function buildWithSpinner(
  context: CommandContext,
  verification: Verification,
  checks: (typeof BUILD_CHECK_SETS)[keyof typeof BUILD_CHECK_SETS],
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
