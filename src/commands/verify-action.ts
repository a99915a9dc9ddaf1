import { htmlPage } from '../checker/html/page.js';
import type { Exercise } from '../course/exercise.js';
import { type VerifyOutcome, verifySubmission } from '../course/verify.js';
import { interruptible } from '../process/signals.js';
import { EXIT, Stop } from '../report/stop.js';
import type { CommandContext, CommandOptions } from '../shell/command.js';
import { requireFolder } from '../submission/require-folder.js';
import { t } from '../texts/translate.js';
import { chromeTraceText } from '../timeline/chrome-trace.js';
import { type Timeline, timelineOf } from '../timeline/timeline.js';
import { chosenExercise } from './chosen-exercise.js';
import { outputFileIn, saveOutput } from './output-file.js';
import { packageFolder } from './package-folder.js';
import { unverifiedDocument, verifyDocument } from './verify-document.js';
import { recordOutcome, type TerminalOptions, verifyInTerminal } from './verify-in-terminal.js';
import { verifyPage } from './verify-page.js';

/** Implements `verify`; loaded on demand. @returns the exit code */
export async function runVerify(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const exercise = chosenExercise(context, typeof options.exercise === 'string' ? [options.exercise] : []);
  const { title } = exercise;
  const [named] = args;
  if (named !== undefined && exercise.needsNoFolder) {
    requireFolder(named);
    context.warn(t('verify.folder-unused', { title, folder: named }));
  }
  const folder = exercise.needsNoFolder ? undefined : packageFolder(named, 'verify');
  const traceFile = await outputFileIn(options.trace);
  const htmlFile = await outputFileIn(options.html);
  return await interruptible(async (signal) => {
    try {
      const sandboxed = options.sandbox === true;
      const outcome = options.json
        ? await verifyAsJson(context, exercise, folder, { signal, sandboxed })
        : await verifyInTerminal(context, exercise, folder, {
            signal,
            sandboxed,
            verbose: options.verbose === true,
          });
      if (traceFile !== undefined)
        await saveOutput(traceFile, chromeTraceText([{ pid: 1, timeline: timelineOfMain(outcome) }]));
      if (htmlFile !== undefined) await saveOutput(htmlFile, htmlPage(verifyPage(outcome)));
      return outcome.pass ? EXIT.ok : EXIT.notPassed;
    } catch (error) {
      if (!signal.aborted) throw error;
      context.warn(t('verify.interrupted'));
      return EXIT.interrupted;
    }
  });
}

async function verifyAsJson(
  context: CommandContext,
  exercise: Exercise,
  folder: string | undefined,
  options: Pick<TerminalOptions, 'signal' | 'sandboxed'>,
): Promise<VerifyOutcome> {
  const outcome = await verifySubmission({ exercise, folder, ...options }).catch((error: unknown) => {
    // Standard output must be a JSON document even if nothing could be checked.
    if (error instanceof Stop && error.exitCode === EXIT.notReady)
      writeDocument(
        context,
        unverifiedDocument(exercise, error.message, context.progress.isCompleted(exercise.id)),
      );
    throw error;
  });
  recordOutcome(context, outcome, folder);
  writeDocument(context, verifyDocument(outcome, context.progress.isCompleted(exercise.id)));
  return outcome;
}

function writeDocument({ write }: CommandContext, document: object): void {
  write(`${JSON.stringify(document, null, 2)}\n`);
}

function timelineOfMain({ mainRun }: VerifyOutcome): Timeline {
  return mainRun ? timelineOf(mainRun) : { startMs: 0, endMs: 0, lanes: [] };
}
