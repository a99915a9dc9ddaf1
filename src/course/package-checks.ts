/** The checks that tasks share if they run the package and, without its JavaScript, the compiled add-on. */
import type { RunRecord } from '../harness/parent/run-record.js';
import type { Verdict } from '../report/finding.js';
import { exportsFunctions } from './exports.js';
import { crashOfEither, exitsCleanly, loads, processEnds } from './process-verdicts.js';
import type { Check, Runs } from './task.js';

export type PackageCheck = Check<unknown, 'ownPackage' | 'addonAlone'>;

/** @param functions the names of the functions that the package must export */
export function packageLoadingChecks(functions: readonly string[]): readonly Check<unknown, 'ownPackage'>[] {
  return [
    { id: 'loads', judge: async ({ ownPackage }) => loads(await ownPackage, 'type') },
    {
      id: 'exports',
      judge: async ({ ownPackage }) => exportsFunctions(await ownPackage, 'exports', functions),
    },
  ];
}

/** @param functions the names of the functions that the package and its add-on must export */
export function loadingChecks(functions: readonly string[]): readonly PackageCheck[] {
  return [
    ...packageLoadingChecks(functions),
    {
      id: 'addon-exports',
      judge: async ({ addonAlone }) => exportsFunctions(await addonAlone, 'addon-exports', functions),
    },
  ];
}

export const NO_CRASH_CHECK: PackageCheck = {
  id: 'no-crash',
  judge: async ({ ownPackage, addonAlone }, { packageFolder }) =>
    crashOfEither(await ownPackage, await addonAlone, packageFolder),
};

/** @param scenarios in the order in which they are judged */
export function endingChecks<S extends string>(...scenarios: readonly S[]): readonly Check<unknown, S>[] {
  return [
    { id: 'process-ends', judge: (runs) => firstIn(runs, scenarios, processEnds) },
    {
      id: 'exits-cleanly',
      judge: (runs, { packageFolder }) => firstIn(runs, scenarios, (run) => exitsCleanly(run, packageFolder)),
    },
  ];
}

export const ENDING_CHECKS: readonly PackageCheck[] = endingChecks('ownPackage', 'addonAlone');

/** The first finding in the runs of some scenarios. Awaits no more runs than it needs. */
export async function firstIn<S extends string>(
  runs: Runs<S>,
  scenarios: readonly S[],
  judge: (run: RunRecord) => Verdict,
): Promise<Verdict> {
  for (const scenario of scenarios) {
    const verdict = judge(await runs[scenario]);
    if (verdict) return verdict;
  }
  return undefined;
}
