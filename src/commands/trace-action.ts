import { existsSync } from 'node:fs';
import path from 'node:path';
import { Verification } from '../course/verification.js';
import { runTraced, wasInterrupted } from '../harness/parent/traced-run.js';
import { interruptible } from '../process/signals.js';
import { EXIT, Stop } from '../report/stop.js';
import type { CommandContext, CommandOptions } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { timelineOf } from '../timeline/timeline.js';
import { BUILD_CHECK_SETS, buildWithSpinner } from './build-with-spinner.js';
import { programIn } from './program-in.js';
import { saveChromeTrace, traceFileIn } from './trace-file-option.js';
import { traceProgram } from './trace-program.js';
import { afterSeparator, reportTrace } from './traced.js';

/** Runs the `trace` command. Loaded on demand. @returns the exit code */
export async function act(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  if (args[0] === '--') return await traceProgram(context, afterSeparator(args), options);
  const [folder, ...rest] = args;
  if (folder === undefined) throw new Stop(t('trace.no-folder'), EXIT.usage);
  const [script, ...scriptArgs] = afterSeparator(rest);
  const traceFile = await traceFileIn(options);
  return await interruptible(async (signal) => {
    const verification = new Verification({
      folder,
      exerciseId: '',
      signal,
      sandboxed: options.sandbox === true,
    });
    try {
      if (!(await buildWithSpinner(context, verification, BUILD_CHECK_SETS.any, options.verbose === true)))
        return EXIT.notPassed;
      const run = await runTraced({
        packageFolder: verification.packageFolder,
        learnersFolder: verification.folder,
        program: tracedProgram(verification, script, folder),
        args: scriptArgs,
        probe: verification.probe,
        sandbox: verification.sandbox,
      });
      const isClean = reportTrace(context, run, verification.packageFolder);
      if (traceFile !== undefined) await saveChromeTrace(traceFile, timelineOf(run));
      if (wasInterrupted(run)) return EXIT.interrupted;
      if (isClean === undefined) return EXIT.notReady;
      return isClean && run.code === 0 ? EXIT.ok : EXIT.notPassed;
    } catch (error) {
      if (!signal.aborted) throw error;
      return EXIT.interrupted;
    } finally {
      await verification.close();
    }
  });
}

/** @throws {Stop} when there is nothing to run */
function tracedProgram(
  { packageFolder, folder }: Verification,
  script: string | undefined,
  given: string,
): string {
  if (script === undefined) return programIn(packageFolder, given);
  // An absolute path into the learner's folder becomes a path into the workspace, where the add-on was built.
  const file = path.resolve(packageFolder, path.relative(folder, path.resolve(folder, script)));
  if (!existsSync(file)) throw new Stop(t('trace.no-script', { script, folder: given }), EXIT.usage);
  return file;
}
