import type { VerifyBench } from '../course/verify-bench.js';
import type { Checklist } from '../report/checklist.js';
import { StepSpinner } from '../report/step-spinner.js';
import { checkLine, failureLines, outputLines } from '../report/verify-lines.js';
import type { CommandContext } from '../shell/command.js';
import { t } from '../texts/translate.js';

/** Builds with a spinner, and prints what is wrong. Tells whether it built. */
export async function buildWatched(
  context: CommandContext,
  bench: VerifyBench,
  checks: Checklist,
  build: (bench: VerifyBench) => Promise<unknown>,
  verbose: boolean,
): Promise<boolean> {
  const { terminal } = context;
  const spinner = await StepSpinner.start(terminal);
  spinner.step(t('run.building', { folder: bench.folder }));
  await build(bench).finally(() => spinner.stop());
  const failed = checks.results().find(({ status }) => status === 'fail');
  if (verbose) context.print(outputLines(t('verify.log'), bench.buildLog, terminal, Infinity).join('\n'));
  if (!failed) return true;
  context.print(['', checkLine(failed, terminal), '', ...failureLines(failed, terminal), ''].join('\n'));
  return false;
}
