import { randomInt } from 'node:crypto';
import { BUILD_CHECKS } from '../../src/course/build-checks.js';
import { noV8OffThread } from '../../src/course/off-thread-calls.js';
import { ENDING_CHECKS, loadingChecks } from '../../src/course/package-checks.js';
import { crashOfEither } from '../../src/course/process-verdicts.js';
import type { Task } from '../../src/course/task.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import { callbackScope } from '../../src/tasks/delay/callback-scope.js';
import { endlessJob, waitsForPoolJob } from '../../src/tasks/delay/deadlock.js';
import * as evidence from '../../src/tasks/delay/evidence.js';
import { jsThreadFree, unlessStuck } from '../../src/tasks/delay/js-thread.js';
import { eachCall } from '../../src/tasks/values/expected.js';
import { wrongCallsThrow } from '../../src/tasks/wrong-calls/judge.js';
import { type Timeline, timelineOf, windowOf } from '../../src/timeline/timeline.js';
import { checksumsCalls } from './calls.js';
import * as expected from './expected.js';
import * as judge from './judge.js';
import type { Params } from './params.js';
import * as share from './share.js';
import { wrongCalls } from './wrong-calls.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;
type Scenario = Exclude<Drive, 'crowd'> | 'poolOf1' | 'poolOf2' | 'poolOf4' | 'poolOf16';

export const task: Task<Params, Drive, Scenario> = {
  params: () => ({
    // Some 50 MB: at 2 ns a byte, a call that computes the checksums itself holds the JS thread for twice `HELD_MS`.
    alone: [longLength(), ...lengths(100, 300_000)],
    first: [longLength(), ...lengths(17, 20_000)],
    second: lengths(19, 20_000),
    crowd: lengths(200, 20_000),
    wrongCalls: wrongCalls(),
  }),
  scenarios: {
    ownPackage: { drive: 'ownPackage', expected: expected.ownPackage },
    addonAlone: { drive: 'addonAlone', expected: expected.addonAlone },
    heldPool: { drive: 'heldPool', threadPoolSize: 1, expected: expected.secondCall },
    collecting: { drive: 'collecting', threadPoolSize: 1, expected: expected.collecting },
    dueTogether: { drive: 'dueTogether', expected: expected.dueTogether },
    throwing: { drive: 'throwing', expected: expected.throwing },
    poolOf1: { drive: 'crowd', threadPoolSize: 1, expected: expected.crowd },
    poolOf2: { drive: 'crowd', threadPoolSize: 2, expected: expected.crowd },
    poolOf4: { drive: 'crowd', threadPoolSize: 4, expected: expected.crowd },
    poolOf16: { drive: 'crowd', threadPoolSize: 16, expected: expected.crowd },
    referenceAddon: { drive: 'referenceAddon', expected: expected.secondCall },
    oneCall: { drive: 'oneCall', sample: true, onDemand: true },
    wrongCallsOfPackage: { drive: 'wrongCallsOfPackage', onDemand: true, expected: eachCall('wrongCalls') },
    wrongCallsOfAddon: { drive: 'wrongCallsOfAddon', onDemand: true, expected: eachCall('wrongCalls') },
  },
  main: 'ownPackage',
  picture: firstCall,
  checks: [
    ...BUILD_CHECKS,
    ...loadingChecks(['checksums']),
    {
      id: 'no-v8-off-thread',
      needs: 'probe',
      showsThreads: true,
      judge: async ({ ownPackage, addonAlone }, { packageFolder }) => {
        const [own, alone] = [await ownPackage, await addonAlone];
        return (
          noV8OffThread(own, packageFolder) ??
          noV8OffThread(alone, packageFolder) ??
          share.queuesOnJsThread(own, packageFolder)
        );
      },
    },
    {
      id: 'no-crash',
      judge: async ({ ownPackage, addonAlone }, { packageFolder }) => {
        const [own, alone] = [await ownPackage, await addonAlone];
        return (
          evidence.queuedRightly(own, packageFolder) ??
          evidence.queuedRightly(alone, packageFolder) ??
          evidence.callbackNotKept(own, packageFolder) ??
          evidence.callbackNotKept(alone, packageFolder) ??
          crashOfEither(own, alone, packageFolder)
        );
      },
    },
    {
      id: 'returns-at-once',
      showsThreads: true,
      locatedBy: 'oneCall',
      judge: async ({ ownPackage }) => judge.returnsAtOnce(await ownPackage),
    },
    {
      id: 'calls-back-once',
      showsThreads: true,
      judge: async ({ ownPackage }) => unlessStuck(await ownPackage, judge.callsBackOnce),
    },
    {
      id: 'right-results',
      judge: async ({ ownPackage, dueTogether }) =>
        unlessStuck(await ownPackage, judge.rightResults) ?? judge.rightResults(await dueTogether),
    },
    {
      id: 'work-off-js-thread',
      needs: 'probe',
      showsThreads: true,
      locatedBy: 'oneCall',
      judge: async ({ ownPackage }) => unlessStuck(await ownPackage, share.worksInJobs),
    },
    {
      id: 'js-thread-free',
      showsThreads: true,
      locatedBy: 'oneCall',
      judge: async ({ ownPackage }) => jsThreadFree(await ownPackage),
    },
    {
      id: 'on-thread-pool',
      showsThreads: true,
      judge: async ({ addonAlone, heldPool }, { packageFolder }) =>
        endlessJob(await addonAlone, packageFolder) ??
        waitsForPoolJob(await heldPool, packageFolder) ??
        judge.onThreadPool(await heldPool),
    },
    {
      id: 'one-job-for-each',
      needs: 'probe',
      showsThreads: true,
      judge: async ({ ownPackage }) => share.oneJobForEach(await ownPackage),
    },
    {
      id: 'others-get-through',
      judge: async ({ poolOf1, poolOf2, poolOf4, poolOf16 }, { packageFolder }) =>
        share.othersGetThrough(
          [
            { threads: 1, run: await poolOf1 },
            { threads: 2, run: await poolOf2 },
            { threads: 4, run: await poolOf4 },
            { threads: 16, run: await poolOf16 },
          ],
          packageFolder,
        ),
    },
    {
      id: 'at-most-two-jobs',
      needs: 'probe',
      showsThreads: true,
      judge: async ({ poolOf1, poolOf2, poolOf4, poolOf16, ownPackage, addonAlone }, { packageFolder }) =>
        share.keepsToShare(
          await Promise.all([poolOf4, poolOf1, poolOf2, poolOf16, ownPackage]),
          await addonAlone,
          packageFolder,
        ),
    },
    { id: 'survives-gc', judge: async ({ collecting }) => judge.survivesGc(await collecting) },
    { id: 'callback-scope', judge: async ({ dueTogether }) => callbackScope(await dueTogether) },
    { id: 'errors-are-reported', judge: async ({ throwing }) => judge.errorsAreReported(await throwing) },
    {
      id: 'native-work',
      judge: async ({ referenceAddon, addonAlone }) =>
        judge.passesCallsOn(await referenceAddon) ?? judge.addonDoesTheSame(await addonAlone),
    },
    ...ENDING_CHECKS,
    {
      id: 'nothing-leaked',
      needs: 'probe',
      judge: async ({ ownPackage }, { packageFolder }) =>
        evidence.nothingLeaked(await ownPackage, packageFolder),
    },
    {
      id: 'bad-arguments-throw',
      judge: async ({ wrongCallsOfPackage, wrongCallsOfAddon }, { params, packageFolder }) =>
        wrongCallsThrow(await wrongCallsOfPackage, await wrongCallsOfAddon, params.wrongCalls, packageFolder),
    },
  ],
};

/** Random lengths, in bytes. */
function lengths(count: number, least: number): number[] {
  return Array.from({ length: count }, () => randomInt(least, 2 * least));
}

/** The length of a first buffer whose job ends after several others, even if there is only one processor. */
function longLength(): number {
  return randomInt(4_000_000, 5_000_000);
}

/** The part of a run to draw: the first call. */
function firstCall(run: RunRecord): Timeline {
  const whole = timelineOf(run);
  const [call] = checksumsCalls(run);
  return call ? windowOf(whole, call.calledAt, call.callbacks[0]?.at ?? whole.endMs) : whole;
}
