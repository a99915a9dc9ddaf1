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
import { BUILD_ONLY, buildWatched } from './build-watched.js';
import { afterSeparator, reportTrace } from './traced.js';

const PASSED_ON = ['SIGTERM', 'SIGHUP'] as const;

/** What `run` does; loaded only when it is called for. */
export async function act(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const [folder = '', ...rest] = args;
  const programArgs = afterSeparator(rest);
  return await interruptible(async (signal) => {
    const verification = new Verification({ folder, exerciseId: '', target: TARGET, signal });
    try {
      if (!(await buildWatched(context, verification, BUILD_ONLY.ofTheCourse, options.verbose === true)))
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

/** What shows the add-on at work: demo.js or, where there is none, the main module. */
function programIn(packageFolder: string): string {
  const demo = path.join(packageFolder, 'demo.js');
  return existsSync(demo) ? demo : packageFolder;
}

/** Runs it with its output passed through, and then draws what its threads did; resolves to its exit code. */
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

/** Runs it on this terminal, in the folder where the learner stands; resolves to its exit code. */
function runProgram(context: CommandContext, program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    // In our own process group: Ctrl-C reaches it as it reaches us.
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit', env: cleanEnvironment() });
    // These reach this process alone, and are meant for both.
    let passedOn = false;
    const passOn = (signal: NodeJS.Signals) => {
      passedOn = true;
      child.kill(signal);
    };
    for (const signal of PASSED_ON) process.on(signal, passOn);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of PASSED_ON) process.off(name, passOn);
      const interrupted = signal === 'SIGINT' || (passedOn && PASSED_ON.some((name) => name === signal));
      if (signal !== null && !interrupted) context.warn(`\n${t('run.killed', { signal })}`);
      resolve(interrupted ? EXIT.interrupted : (code ?? exitCodeOf(signal)));
    });
  });
}

/** As a shell would have it: 128 and the signal's number. */
function exitCodeOf(signal: NodeJS.Signals | null): number {
  return signal === null ? EXIT.notPassed : 128 + constants.signals[signal];
}
