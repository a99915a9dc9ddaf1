import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { Verification } from '../course/verification.js';
import { TARGET } from '../course/verify.js';
import { runTraced, wasInterrupted } from '../harness/parent/traced-run.js';
import { cleanEnvironment } from '../process/clean-environment.js';
import { interruptible } from '../process/signals.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext, CommandOptions } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { BUILD_CHECK_SETS, buildWithSpinner } from './build-with-spinner.js';
import { afterSeparator, reportTrace } from './traced.js';

const FORWARDED_SIGNALS = ['SIGTERM', 'SIGHUP'] as const;

/** Implements `run`; loaded on demand. @returns the exit code */
export async function runPackage(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const [folder = '', ...rest] = args;
  const programArgs = afterSeparator(rest);
  return await interruptible(async (signal) => {
    const verification = new Verification({ folder, exerciseId: '', target: TARGET, signal });
    try {
      if (
        !(await buildWithSpinner(
          context,
          verification,
          BUILD_CHECK_SETS.ofTheCourse,
          options.verbose === true,
        ))
      )
        return EXIT.notPassed;
      const program = programIn(verification.packageFolder);
      return options.trace
        ? await runAndDraw(context, verification, program, programArgs)
        : await runProgram(context, program, programArgs);
    } catch (error) {
      if (!signal.aborted) throw error;
      return EXIT.interrupted;
    } finally {
      await verification.close();
    }
  });
}

/** The program to run: demo.js or, if there is none, the main module. */
function programIn(packageFolder: string): string {
  const demo = path.join(packageFolder, 'demo.js');
  return existsSync(demo) ? demo : packageFolder;
}

/** Runs the program, then prints what its threads did. @returns its exit code */
async function runAndDraw(
  context: CommandContext,
  verification: Verification,
  program: string,
  args: readonly string[],
): Promise<number> {
  const { packageFolder, folder, probe } = verification;
  const run = await runTraced({ packageFolder, learnersFolder: folder, program, args, probe });
  reportTrace(context, run, packageFolder);
  return run.code ?? (wasInterrupted(run) ? EXIT.interrupted : exitCodeOf(run.signal));
}

/** Runs the program in this terminal and in the current folder. @returns its exit code */
function runProgram(context: CommandContext, program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    // It stays in our process group, so that Ctrl-C reaches it as well.
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit', env: cleanEnvironment() });
    // Other signals reach only this process.
    let forwarded = false;
    const forward = (signal: NodeJS.Signals) => {
      forwarded = true;
      child.kill(signal);
    };
    for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of FORWARDED_SIGNALS) process.off(name, forward);
      const interrupted =
        signal === 'SIGINT' || (forwarded && FORWARDED_SIGNALS.some((name) => name === signal));
      if (signal !== null && !interrupted) context.warn(`\n${t('run.killed', { signal })}`);
      resolve(interrupted ? EXIT.interrupted : (code ?? exitCodeOf(signal)));
    });
  });
}

/** As in a shell: 128 plus the signal's number. */
function exitCodeOf(signal: NodeJS.Signals | null): number {
  return signal === null ? EXIT.notPassed : 128 + constants.signals[signal];
}
