/** The checks that tasks share if they run the package and, without its JavaScript, the compiled add-on. */
import { exportsFunctions } from './exports.js';
import { exitsCleanly, loads, processEnds } from './process-verdicts.js';
import type { Check } from './task.js';

export type PackageCheck = Check<unknown, 'ownPackage' | 'addonAlone'>;

/** @param functions the names of the functions that the package and its add-on must export */
export function loadingChecks(functions: readonly string[]): readonly PackageCheck[] {
  return [
    { id: 'loads', judge: async ({ ownPackage }) => loads(await ownPackage, 'type') },
    {
      id: 'exports',
      judge: async ({ ownPackage }) => exportsFunctions(await ownPackage, 'exports', functions),
    },
    {
      id: 'addon-exports',
      judge: async ({ addonAlone }) => exportsFunctions(await addonAlone, 'addon-exports', functions),
    },
  ];
}

export const ENDING_CHECKS: readonly PackageCheck[] = [
  {
    id: 'process-ends',
    judge: async ({ ownPackage, addonAlone }) =>
      processEnds(await ownPackage) ?? processEnds(await addonAlone),
  },
  {
    id: 'exits-cleanly',
    judge: async ({ ownPackage, addonAlone }, { packageFolder }) =>
      exitsCleanly(await ownPackage, packageFolder) ?? exitsCleanly(await addonAlone, packageFolder),
  },
];
