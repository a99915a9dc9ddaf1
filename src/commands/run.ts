import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { BUILD_CHECKS, buildSubmission } from '../course/build-step.js';
import { VerifyBench } from '../course/verify-bench.js';
import { cleanEnvironment } from '../process/clean-environment.js';
import { interruptible } from '../process/signals.js';
import { Checklist } from '../report/checklist.js';
import { StepSpinner } from '../report/step-spinner.js';
import { EXIT } from '../report/stop.js';
import { checkLine, failureLines } from '../report/verify-lines.js';
import type { CommandContext, CommandDefinition } from '../shell/command.js';
import { t } from '../texts/translate.js';

export const run: CommandDefinition = {
  name: 'run',
  summary: t('run.summary'),
  details: t('run.details'),
  arguments: [
    { name: 'dir', summary: t('run.dir'), required: true },
    { name: 'args', summary: t('run.args'), variadic: true },
  ],
  options: [],
  examples: ['run myaddon/', 'run myaddon/ 1000'],
  passThrough: true,

  async run(context, args) {
    const [folder = '', ...programArgs] = args;
    return await interruptible(async (signal) => {
      const checks = new Checklist(BUILD_CHECKS);
      const bench = new VerifyBench({ folder, exerciseId: '', checks, signal });
      try {
        const built = await build(context, bench, checks);
        return built ? await runProgram(programIn(bench.packageFolder), programArgs) : EXIT.notPassed;
      } catch (error) {
        if (!signal.aborted) throw error;
        return EXIT.interrupted;
      } finally {
        await bench.close();
      }
    });
  },
};

async function build(context: CommandContext, bench: VerifyBench, checks: Checklist): Promise<boolean> {
  const spinner = await StepSpinner.start(context.terminal);
  spinner.step(t('run.building', { folder: bench.folder }));
  await buildSubmission(bench).finally(() => spinner.stop());
  const failed = checks.results().find(({ status }) => status === 'fail');
  if (!failed) return true;
  context.print(
    ['', checkLine(failed, context.terminal), '', ...failureLines(failed, context.terminal), ''].join('\n'),
  );
  return false;
}

/** What shows the add-on at work: demo.js or, where there is none, the main module. */
function programIn(packageFolder: string): string {
  const demo = path.join(packageFolder, 'demo.js');
  return existsSync(demo) ? demo : packageFolder;
}

/** Runs it on this terminal, in the folder where the learner stands; resolves to its exit code. */
function runProgram(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    // In our own process group: Ctrl-C reaches it as it reaches us.
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit', env: cleanEnvironment() });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(signal === 'SIGINT' ? EXIT.interrupted : (code ?? EXIT.notPassed)),
    );
  });
}
