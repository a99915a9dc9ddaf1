import { BUILD_CHECKS } from '../../course/build-checks.js';
import { ENDING_CHECKS, loadingChecks, NO_CRASH_CHECK } from '../../course/package-checks.js';
import type { Runs, Task } from '../../course/task.js';
import { observation, type RunRecord } from '../../harness/parent/run-record.js';
import { findingFrom, type Verdict } from '../../report/finding.js';
import { type CallOutcome, outcomesOf } from './call-outcome.js';
import { eachCall } from './expected.js';
import { passedOnUnchanged, usesNoJavaScript } from './judge.js';
import type { ValueCalls, ValueParams } from './params.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;

/** What an exercise requires of functions that take and return values. */
export interface ValueTask<P extends ValueCalls> {
  /** Plans the calls. */
  readonly params: () => P;
  readonly functions: readonly string[];
  /** The exercise's own checks, in order. */
  readonly checks: readonly {
    readonly id: string;
    readonly judge: (
      outcomes: readonly CallOutcome[],
      run: RunRecord,
      params: P,
      packageFolder: string,
    ) => Verdict;
  }[];
  /** Whether to record what each call writes to standard output. */
  readonly watchesOutput?: boolean;
  /** Removes params that the child process does not need. */
  readonly forChild?: (params: P) => ValueCalls;
}

/**
 * Creates a task that makes the calls on the whole package, on the compiled add-on alone, and on the package's
 * JavaScript with a reference add-on, which returns values that JavaScript cannot know.
 */
export function valueTask<P extends ValueCalls>(options: ValueTask<P>): Task<P, Drive> {
  const { functions, checks, forChild, watchesOutput: stdoutFile = false } = options;
  const params = (chosen: P): ValueParams => ({ ...(forChild?.(chosen) ?? chosen), functions });
  return {
    params: options.params,
    scenarios: {
      ownPackage: { drive: 'ownPackage', stdoutFile, params, expected: eachCall('calls') },
      addonAlone: { drive: 'addonAlone', stdoutFile, params, expected: eachCall('calls') },
      referenceAddon: { drive: 'referenceAddon', params, expected: eachCall('passedOn') },
    },
    main: 'ownPackage',
    checks: [
      ...BUILD_CHECKS,
      ...loadingChecks(functions),
      NO_CRASH_CHECK,
      ...checks.map(({ id, judge }) => ({
        id,
        judge: async (
          { ownPackage, addonAlone }: Runs<Drive>,
          { params, packageFolder }: { params: P; packageFolder: string },
        ) => {
          const verdictOn = (run: RunRecord) =>
            judge(outcomesOf(run, params.calls), run, params, packageFolder);
          const own = await ownPackage;
          const found = verdictOn(own);
          return found && observation(own, 'javascript') !== undefined && !verdictOn(await addonAlone)
            ? { ...found, why: { text: 'javascript.differs' } }
            : found;
        },
      })),
      {
        id: 'native-work',
        judge: async ({ ownPackage, addonAlone, referenceAddon }, { params, packageFolder }) => {
          const [own, alone] = [await ownPackage, await addonAlone];
          return (
            worksInNativeCode(options, params, packageFolder, own, alone) ??
            passedOnUnchanged(await referenceAddon, params.passedOn)
          );
        },
      },
      ...ENDING_CHECKS,
    ],
  };
}

/** Judges that the add-on alone does the work. */
function worksInNativeCode<P extends ValueCalls>(
  { checks, watchesOutput }: ValueTask<P>,
  params: P,
  packageFolder: string,
  own: RunRecord,
  alone: RunRecord,
): Verdict {
  const outcomes = outcomesOf(alone, params.calls);
  for (const { judge } of checks) {
    const finding = judge(outcomes, alone, params, packageFolder);
    if (finding) return findingFrom('native-work.add-on-alone', finding);
  }
  return watchesOutput
    ? usesNoJavaScript([...outcomes, ...outcomesOf(own, params.calls)], 'output')
    : usesNoJavaScript(outcomes, 'answer');
}
