import { randomInt } from 'node:crypto';
import { BUILD_CHECKS } from '../../course/build-checks.js';
import { OFF_THREAD_CHECK } from '../../course/off-thread-calls.js';
import { ENDING_CHECKS, loadingChecks } from '../../course/package-checks.js';
import { crashOfEither } from '../../course/process-verdicts.js';
import { type Check, type Task, undecided } from '../../course/task.js';
import { callbackScope } from './callback-scope.js';
import * as deadlock from './deadlock.js';
import * as evidence from './evidence.js';
import * as expected from './expected.js';
import { firstCallFree, jsThreadFree, jsThreadStuck, unlessStuck } from './js-thread.js';
import * as judge from './judge.js';
import { longCallsWait } from './long-waits.js';
import { namesMisspeltOnOk } from './misspelt-on-ok.js';
import { CROWDED_MS, type Durations, wrappingDurations } from './params.js';
import { drawnCalls } from './picture.js';
import { leavesPoolAsLarge } from './smaller-pool.js';
import * as wrapped from './wrapped-objects.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;
type DelayCheck = Check<Durations, Drive>;

const checks: readonly DelayCheck[] = [
  ...BUILD_CHECKS,
  ...loadingChecks(['delay']),
  OFF_THREAD_CHECK,
  {
    id: 'no-crash',
    judge: async ({ ownPackage, addonAlone, collecting }, { packageFolder }) => {
      const [own, alone] = [await ownPackage, await addonAlone];
      // Whether the collector runs in these is chance: the run that forces it settles what happens then.
      const forced = wrapped.callsWrapObjects(own) ? await collecting : own;
      return (
        wrapped.wrappedObjectsKept(forced, packageFolder) ??
        evidence.queuedRightly(own, packageFolder) ??
        evidence.queuedRightly(alone, packageFolder) ??
        evidence.callbackNotKept(own, packageFolder) ??
        evidence.callbackNotKept(alone, packageFolder) ??
        evidence.withFailedCall(crashOfEither(own, alone, packageFolder), own, packageFolder)
      );
    },
  },
  {
    id: 'returns-at-once',
    showsThreads: true,
    locatedBy: 'oneCall',
    judge: async ({ ownPackage }, { packageFolder }) => {
      const own = await ownPackage;
      return evidence.withFailedCall(judge.returnsAtOnce(own), own, packageFolder);
    },
  },
  {
    id: 'calls-back-once',
    showsThreads: true,
    judge: async ({ ownPackage }, { packageFolder, files }) => {
      return unlessStuck(await ownPackage, (own) =>
        namesMisspeltOnOk(evidence.withFailedCall(judge.callsBackOnce(own), own, packageFolder), files),
      );
    },
  },
  {
    id: 'no-arguments',
    judge: async ({ ownPackage }) => unlessStuck(await ownPackage, judge.noArguments),
  },
  {
    id: 'waits-long-enough',
    showsThreads: true,
    judge: async ({ ownPackage, crowdedPool, longCalls }, { params }) => {
      const own = await ownPackage;
      if (jsThreadStuck(own)) return undecided;
      // Calls that overlap in the crowded pool are all made before the first work runs: what they share shows for certain.
      const early =
        judge.singleCallsWait(own) ?? judge.waitsItsOwnTime(await crowdedPool) ?? judge.waitsLongEnough(own);
      // Where the JS thread is held, it would be held for hours; a later check reports that.
      if (early || jsThreadFree(own)) return early;
      return longCallsWait(await longCalls, params.wrapping);
    },
  },
  {
    id: 'work-off-js-thread',
    needs: 'probe',
    showsThreads: true,
    locatedBy: 'oneCall',
    judge: async ({ ownPackage }) => unlessStuck(await ownPackage, evidence.workOffJsThread),
  },
  {
    id: 'js-thread-free',
    showsThreads: true,
    locatedBy: 'oneCall',
    judge: async ({ ownPackage, addonAlone, collecting }) => {
      const own = await ownPackage;
      return jsThreadFree(own) ?? firstCallFree([own, await addonAlone, await collecting]);
    },
  },
  {
    id: 'calls-overlap',
    showsThreads: true,
    judge: async ({ ownPackage, addonAlone }) =>
      leavesPoolAsLarge(await ownPackage, await addonAlone) ?? judge.callsOverlap(await ownPackage),
  },
  {
    id: 'on-thread-pool',
    showsThreads: true,
    judge: async ({ addonAlone, crowdedPool }, { packageFolder }) => {
      const alone = await addonAlone;
      return (
        deadlock.endlessJob(alone, packageFolder) ??
        judge.addonCallsBack(alone) ??
        evidence.waitsInWorkRequests(alone) ??
        deadlock.waitsForPoolJob(await crowdedPool, packageFolder) ??
        judge.onThreadPool(await crowdedPool)
      );
    },
  },
  { id: 'survives-gc', judge: async ({ collecting }) => judge.survivesGc(await collecting) },
  { id: 'callback-scope', judge: async ({ dueTogether }) => callbackScope(await dueTogether) },
  {
    id: 'native-work',
    judge: async ({ referenceAddon, addonAlone, ownPackage }) =>
      judge.nativeWork(await referenceAddon, await addonAlone) ??
      evidence.requestForEachCall(await ownPackage),
  },
  ...ENDING_CHECKS,
  {
    id: 'nothing-leaked',
    needs: 'probe',
    judge: async ({ ownPackage }, { packageFolder }) =>
      evidence.nothingLeaked(await ownPackage, packageFolder),
  },
];

/** The task of a `delay(ms, callback)` that must not wait on the JS thread. */
export const delayTask: Task<Durations, Drive> = {
  params: chooseDurations,
  scenarios: {
    ownPackage: { drive: 'ownPackage', expected: expected.ownPackage },
    addonAlone: { drive: 'addonAlone', expected: expected.addonAlone },
    crowdedPool: { drive: 'crowdedPool', threadPoolSize: 1, expected: expected.crowdedPool },
    collecting: { drive: 'collecting', expected: expected.collecting },
    dueTogether: { drive: 'dueTogether', expected: expected.dueTogether },
    referenceAddon: { drive: 'referenceAddon', expected: expected.referenceAddon },
    longCalls: { drive: 'longCalls', expected: expected.longCalls },
    oneCall: { drive: 'oneCall', sample: true, onDemand: true },
  },
  main: 'ownPackage',
  picture: drawnCalls,
  checks,
};

function chooseDurations(): Durations {
  return {
    // Beyond 127, so that a signed byte is too small for each of them.
    single: Array.from({ length: 5 }, () => randomInt(130, 240)),
    // In a byte, at least 56 ms of it are left: more than a sleep that fails takes.
    long: randomInt(1_080, 1_260),
    medium: randomInt(250, 450),
    short: randomInt(20, 80),
    // So much longer than the pool is busy that a slow machine cannot make up for it. Modulo 256, at least 128: what a byte
    // cuts off is not blamed on the calls beside it.
    crowded: CROWDED_MS + randomInt(340, 466),
    wrapping: wrappingDurations(() => randomInt(2, 20)),
  };
}
