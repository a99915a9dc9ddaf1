/** The checks that come before any of the learner's code runs. */
import type { PackageJsonOptions } from '../submission/package-json.js';
import type { Check } from './task.js';

/** @param options `withoutMain` where the main module is not written yet */
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

/** For a package with a main module and a target named `myaddon`. */
export const BUILD_CHECKS: readonly Check[] = [packageJsonCheck(), bindingGypCheck, buildsCheck];

/** What these say is about the files: no text of an exercise helps with it. */
export function isAboutFiles(id: string): boolean {
  return BUILD_CHECKS.some((check) => check.id === id);
}
