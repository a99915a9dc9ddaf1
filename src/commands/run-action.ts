import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TARGET } from '../course/target.js';
import { Verification } from '../course/verification.js';
import { readText } from '../environment/read-text.js';
import { stackPaths } from '../harness/parent/stack-paths.js';
import { runTraced, wasInterrupted } from '../harness/parent/traced-run.js';
import { cleanEnvironment } from '../process/clean-environment.js';
import { exitCodeOf, untilEndOf } from '../process/foreground.js';
import { relay } from '../process/relay.js';
import { interruptible } from '../process/signals.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext, CommandOptions } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { BUILD_CHECK_SETS, buildWithSpinner } from './build-with-spinner.js';
import { packageFolder } from './package-folder.js';
import { programIn } from './program-in.js';
import { afterSeparator, reportTrace } from './traced.js';

/** How long to wait for the last output after the program has ended, ms. */
const PIPE_GRACE_MS = 500;

/** Implements `run`; loaded on demand. @returns the exit code */
export async function runPackage(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const [named, ...rest] = args;
  const folder = packageFolder(named, 'run');
  const programArgs = afterSeparator(rest);
  return await interruptible(async (signal) => {
    const isOfTheCourse = definesTheTarget(folder);
    const verification = new Verification({
      folder,
      exerciseId: '',
      target: isOfTheCourse ? TARGET : undefined,
      signal,
    });
    const checks = isOfTheCourse ? BUILD_CHECK_SETS.ofTheCourse : BUILD_CHECK_SETS.any;
    try {
      if (!(await buildWithSpinner(context, verification, checks, options.verbose === true)))
        return EXIT.notPassed;
      const program = programIn(verification.packageFolder, folder);
      return options.trace
        ? await runAndDraw(context, verification, program, programArgs)
        : await runProgram(context, verification, program, programArgs);
    } catch (error) {
      if (!signal.aborted) throw error;
      return EXIT.interrupted;
    } finally {
      await verification.close();
    }
  });
}

/**
 * Whether binding.gyp names the target of the course. Such a package is checked and compiled as `verify` does it, so that
 * neither has to build again what the other one built. A package with other targets only has to build.
 */
function definesTheTarget(folder: string): boolean {
  try {
    return new RegExp(`["']${TARGET}["']`).test(readText(path.join(folder, 'binding.gyp')));
  } catch {
    return false;
  }
}

/** Runs the program, then prints what its threads did. @returns its exit code */
async function runAndDraw(
  context: CommandContext,
  verification: Verification,
  program: string,
  args: readonly string[],
): Promise<number> {
  const { packageFolder: copy, folder, probe } = verification;
  const run = await runTraced({ packageFolder: copy, learnersFolder: folder, program, args, probe });
  reportTrace(context, run, copy);
  return wasInterrupted(run) ? EXIT.interrupted : exitCodeOf(run);
}

/** Runs the program in this terminal and in the current folder. @returns its exit code */
async function runProgram(
  context: CommandContext,
  verification: Verification,
  program: string,
  args: readonly string[],
): Promise<number> {
  const learnersPaths = { from: verification.packageFolder, to: verification.folder };
  // It stays in our process group, so that Ctrl-C reaches it as well.
  const child = spawn(process.execPath, [...stackPaths(learnersPaths), program, ...args], {
    stdio: ['inherit', 'inherit', 'pipe'],
    env: cleanEnvironment(),
  });
  // Node.js itself names the file of an uncaught error there.
  const relayed = relay(child.stderr, process.stderr, learnersPaths);
  const { code, signal, interrupted } = await untilEndOf(child);
  // A grandchild may keep the pipe open.
  await Promise.race([relayed, sleep(PIPE_GRACE_MS)]);
  child.stderr.destroy();
  if (signal !== null && !interrupted) context.warn(`\n${t('run.killed', { signal })}`);
  return interrupted ? EXIT.interrupted : exitCodeOf({ code, signal });
}
