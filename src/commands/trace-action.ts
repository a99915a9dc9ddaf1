import path from 'node:path';
import { Verification } from '../course/verification.js';
import { runTraced, wasInterrupted } from '../harness/parent/traced-run.js';
import { interruptible } from '../process/signals.js';
import { EXIT, Stop } from '../report/stop.js';
import type { CommandContext, CommandOptions } from '../shell/command.js';
import { t } from '../texts/translate.js';
import { chromeTraceText } from '../timeline/chrome-trace.js';
import { timelineOf } from '../timeline/timeline.js';
import { BUILD_CHECK_SETS, buildWithSpinner } from './build-with-spinner.js';
import { outputFileIn, saveOutput } from './output-file.js';
import { isProgram, programIn } from './program-in.js';
import { traceProgram } from './trace-program.js';
import { afterSeparator, reportTrace } from './traced.js';

/** Runs the `trace` command. Loaded on demand. @returns the exit code */
export async function act(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  if (args[0] === '--') return await traceProgram(context, afterSeparator(args), options);
  requireNoProgramOptions(options);
  const [folder, ...rest] = args;
  if (folder === undefined) throw new Stop(t('trace.no-folder'), EXIT.usage);
  const [script, ...scriptArgs] = afterSeparator(rest);
  const traceFile = await outputFileIn(options.trace);
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
      if (traceFile !== undefined)
        await saveOutput(traceFile, chromeTraceText([{ pid: 1, timeline: timelineOf(run) }]));
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
  const named = path.resolve(folder, script);
  const inside = path.relative(folder, named);
  // What is in the learner's folder is run in the workspace, where the add-on was built.
  const file = inside.split(path.sep)[0] === '..' ? named : path.join(packageFolder, inside);
  if (!isProgram(file)) throw new Stop(t('trace.no-script', { script, folder: given }), EXIT.usage);
  return file;
}

/** Options of the report about a program. */
const OF_PROGRAMS: Readonly<Record<string, string>> = {
  json: '--json',
  html: '--html',
  sarif: '--sarif',
  junit: '--junit',
  onViolation: '--on-violation',
  heldMs: '--held-ms',
  ignore: '--ignore',
  suppressions: '--suppressions',
  for: '--for',
  exitWithProgram: '--exit-with-program',
};

/** @throws {Stop} */
function requireNoProgramOptions(options: CommandOptions): void {
  const given = Object.keys(OF_PROGRAMS).find((name) => options[name] !== undefined);
  if (given !== undefined)
    throw new Stop(t('checker.needs-program', { option: OF_PROGRAMS[given]! }), EXIT.usage);
}
