/** The checks that all tasks of streams share. */
import type { PackageCheck } from '../../course/package-checks.js';
import type { Check } from '../../course/task.js';
import { returnsStop } from './judge.js';
import { releasesFunction, sentByOwnThread } from './threads.js';

type OwnPackageCheck = Check<unknown, 'ownPackage'>;

export const RETURNS_STOP_CHECK: OwnPackageCheck = {
  id: 'returns-stop',
  showsThreads: true,
  judge: async ({ ownPackage }) => returnsStop(await ownPackage),
};

export const OWN_THREAD_CHECK: PackageCheck = {
  id: 'own-thread',
  needs: 'probe',
  showsThreads: true,
  judge: async ({ ownPackage, addonAlone }, { packageFolder }) =>
    sentByOwnThread(await ownPackage, packageFolder) ?? sentByOwnThread(await addonAlone, packageFolder),
};

export const RELEASES_FUNCTION_CHECK: OwnPackageCheck = {
  id: 'releases-function',
  needs: 'probe',
  judge: async ({ ownPackage }, { packageFolder }) => releasesFunction(await ownPackage, packageFolder),
};
