/** Checks of the learner's files and of the build. None of them runs the learner's code. */
import type { PackageJsonOptions } from '../submission/package-json.js';
import type { Check } from './task.js';

/** @param options `withoutMain` for exercises in which the learner has not written a main module yet */
export function packageJsonCheck(options?: PackageJsonOptions): Check {
  return {
    id: 'package-json',
    beforeRuns: true,
    judge: (_, verification) => {
      const reading = verification.readManifest(options);
      return reading.ok ? undefined : reading.finding;
    },
  };
}

export const bindingGypCheck: Check = {
  id: 'binding-gyp',
  beforeRuns: true,
  judge: async (_, verification) => (await verification.build()).bindingGyp,
};

export const buildsCheck: Check = {
  id: 'builds',
  beforeRuns: true,
  judge: async (_, verification) => (await verification.build()).builds,
};

/** The build checks for a package with a main module and a target named `myaddon`. */
export const BUILD_CHECKS: readonly Check[] = [packageJsonCheck(), bindingGypCheck, buildsCheck];

/** Whether a check is about the learner's files or the build. For such a failure, the exercise's text is no help. */
export function isBuildCheck(id: string): boolean {
  return BUILD_CHECKS.some((check) => check.id === id);
}
