import { crashOfEither, exitsCleanly, loads, processEnds } from '../../course/process-verdicts.js';
import type { VerifyBench } from '../../course/verify-bench.js';
import type { RunRecord } from '../../harness/parent/run-record.js';
import type { Failure } from '../../report/check.js';
import { failureOf } from '../../report/failure.js';
import { type CallOutcome, outcomesOf } from './call-outcome.js';
import * as judge from './judge.js';
import type { ValueParams } from './scenarios.js';

/** What an exercise asks of functions that take values and give values back. */
export interface ValueTask extends ValueParams {
  /** The exercise's own checks, in their order. Each judge returns what is wrong, or `undefined`. */
  readonly verdicts: readonly {
    readonly check: string;
    readonly judge: (outcomes: readonly CallOutcome[], run: RunRecord) => Failure | undefined;
  }[];
  /** Whether the outcomes are to tell what each call wrote to standard output. */
  readonly watchesOutput?: boolean;
}

/**
 * Makes the task's calls through the package, on the compiled add-on alone, and through the package's JavaScript on a
 * reference add-on; settles check after check until one fails. The exercise's `scenarios` module has to export those
 * of `scenarios.ts` here.
 * @param addonFile what was built
 */
export async function verifyValues(bench: VerifyBench, addonFile: string, task: ValueTask): Promise<void> {
  const { checks } = bench;
  const { functions, calls, passedOn, shortcuts, verdicts } = task;
  const params: ValueParams = { functions, calls, passedOn, ...(shortcuts && { shortcuts }) };
  const run = (scenario: string, stdoutFile = false) =>
    bench.run(scenario, { params, addonFile, stdoutFile });
  // All at once. None waits for another, so none may be left to reject unheard.
  const watches = task.watchesOutput ?? false;
  const started = [run('ownPackage', watches), run('addonAlone', watches), run('referenceAddon')] as const;
  Promise.all(started).catch(() => {});
  const [ownPackage, addonAlone, referenceAddon] = started;

  const own = await ownPackage;
  bench.mainRun = own;
  if (!checks.judge('loads', loads(own, 'missing'))) return;
  if (!checks.judge('exports', judge.exportsAll(own, 'exports'))) return;
  const alone = await addonAlone;
  if (!checks.judge('addon-exports', judge.exportsAll(alone, 'addon-exports'))) return;
  if (!checks.judge('no-crash', crashOfEither(own, alone))) return;
  for (const { check, judge } of verdicts) {
    if (!checks.judge(check, judge(outcomesOf(own, calls), own))) return;
  }
  if (!checks.judge('native-work', nativeWork(own, alone, await referenceAddon, task))) return;
  if (!checks.judge('process-ends', processEnds(own) ?? processEnds(alone))) return;
  checks.judge('exits-cleanly', exitsCleanly(own) ?? exitsCleanly(alone));
}

/** Neither can the JavaScript do the add-on's work, nor can it spoil it. */
function nativeWork(
  own: RunRecord,
  alone: RunRecord,
  reference: RunRecord,
  task: ValueTask,
): Failure | undefined {
  const outcomes = outcomesOf(alone, task.calls);
  for (const { judge } of task.verdicts) {
    const failure = judge(outcomes, alone);
    if (failure) return failureOf('native-work.add-on-alone', { reason: failure.observed ?? '' });
  }
  const byJavaScript = task.watchesOutput
    ? judge.doneByJavaScript([...outcomes, ...outcomesOf(own, task.calls)], 'output')
    : judge.doneByJavaScript(outcomes, 'answer');
  return byJavaScript ?? judge.passesOn(reference, task.passedOn);
}
