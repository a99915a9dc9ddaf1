import { randomInt } from 'node:crypto';
import { BUILD_CHECKS } from '../../src/course/build-checks.js';
import { OFF_THREAD_CHECK } from '../../src/course/off-thread-calls.js';
import { ENDING_CHECKS, loadingChecks, NO_CRASH_CHECK } from '../../src/course/package-checks.js';
import type { Task } from '../../src/course/task.js';
import {
  OWN_THREAD_CHECK,
  RELEASES_FUNCTION_CHECK,
  RETURNS_STOP_CHECK,
} from '../../src/tasks/stream/checks.js';
import { streamParts } from '../../src/tasks/stream/expected.js';
import * as stream from '../../src/tasks/stream/judge.js';
import { streamsOf } from '../../src/tasks/stream/streams.js';
import * as threads from '../../src/tasks/stream/threads.js';
import { eachCall } from '../../src/tasks/values/expected.js';
import type { PlannedCall } from '../../src/tasks/values/params.js';
import { badArgumentsThrow } from '../../src/tasks/wrong-calls/judge.js';
import * as judge from './judge.js';
import { type Params, ticksBeforeStop, WATCH_CALL } from './params.js';
import { drawnCall } from './picture.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;

const WATCH = { start: WATCH_CALL };
const stopped = () => streamParts([WATCH, { stop: 1 }]);
const stoppedTwice = () => streamParts([WATCH, { stop: 1 }, { stop: 1 }]);

const PASSED = { call: WATCH_CALL, name: 'watchCounter', args: 'function' };

export const task: Task<Params, Drive> = {
  params: chooseParams,
  scenarios: {
    ownPackage: { drive: 'ownPackage', expected: stoppedTwice },
    addonAlone: { drive: 'addonAlone', expected: stoppedTwice },
    stopInTick: { drive: 'stopInTick', expected: stopped },
    twoWatchers: {
      drive: 'twoWatchers',
      expected: () => streamParts([WATCH, WATCH, { stop: 1 }, { stop: 2 }]),
    },
    crowdedPool: { drive: 'crowdedPool', threadPoolSize: 1, expected: stopped },
    throwingTick: { drive: 'throwingTick', expected: stopped },
    collecting: { drive: 'collecting', expected: stopped },
    wrongCalls: { drive: 'wrongCalls', expected: eachCall('wrongCalls') },
    exitWhileCounting: { drive: 'exitWhileCounting', expected: () => streamParts([WATCH]) },
    referenceAddon: { drive: 'referenceAddon', expected: stopped },
  },
  main: 'ownPackage',
  picture: drawnCall,
  checks: [
    ...BUILD_CHECKS,
    ...loadingChecks(['watchCounter']),
    OFF_THREAD_CHECK,
    NO_CRASH_CHECK,
    RETURNS_STOP_CHECK,
    {
      id: 'counts-in-order',
      showsThreads: true,
      judge: async ({ ownPackage }, { params }) =>
        judge.countsInOrder(await ownPackage, ticksBeforeStop(params)),
    },
    {
      id: 'waits-between-ticks',
      showsThreads: true,
      judge: async ({ ownPackage }) => judge.waitsBetweenTicks(await ownPackage),
    },
    OWN_THREAD_CHECK,
    {
      id: 'leaves-pool-alone',
      judge: async ({ crowdedPool }) => judge.leavesPoolAlone(await crowdedPool),
    },
    {
      id: 'stop-ends-it',
      showsThreads: true,
      judge: async ({ ownPackage }) => judge.stopEndsIt(await ownPackage),
    },
    {
      id: 'joins-thread',
      needs: 'probe',
      judge: async ({ ownPackage }, { packageFolder }) => {
        const run = await ownPackage;
        return threads.joinsThread(run, packageFolder, streamsOf(run)[0]?.stops[0]?.returnedAt);
      },
    },
    {
      id: 'stop-in-tick',
      judge: async ({ stopInTick }, { packageFolder }) =>
        stream.stopsInside(await stopInTick, packageFolder, judge.stopEndsIt),
    },
    {
      id: 'two-watchers',
      judge: async ({ twoWatchers }, { params, packageFolder }) =>
        judge.watchersAreSeparate(await twoWatchers, params.ticks, packageFolder),
    },
    {
      id: 'errors-are-uncaught',
      judge: async ({ throwingTick }, { params }) =>
        stream.errorsAreUncaught(await throwingTick, params.special, judge.stopEndsIt),
    },
    {
      id: 'bad-arguments-throw',
      judge: async ({ wrongCalls }, { params, packageFolder }) =>
        badArgumentsThrow(await wrongCalls, params.wrongCalls, packageFolder),
    },
    {
      id: 'survives-gc',
      judge: async ({ collecting }, { params }) => judge.survivesGc(await collecting, params.longerTicks),
    },
    {
      id: 'native-work',
      judge: async ({ referenceAddon, addonAlone }, { params }) =>
        judge.addonDoesTheSame(await addonAlone, ticksBeforeStop(params)) ??
        stream.passesOn(await referenceAddon, { ...PASSED, sent: params.reference }),
    },
    RELEASES_FUNCTION_CHECK,
    ...ENDING_CHECKS,
    {
      id: 'exit-while-counting',
      judge: async ({ exitWhileCounting }, { packageFolder }) =>
        judge.runsWithoutStop(await exitWhileCounting, packageFolder) ??
        threads.exitsWhileRunning(await exitWhileCounting, packageFolder),
    },
  ],
};

function chooseParams(): Params {
  return {
    ticks: randomInt(8, 16),
    longerTicks: randomInt(25, 40),
    special: randomInt(3, 7),
    reference: randomInt(2, 6),
    wrongCalls: ['', 'undefined', 'null', '1', '"onTick"', '{}', '[callback]', 'Promise.resolve()'].map(
      (argument): PlannedCall => ({ fn: 'watchCounter', args: argument === '' ? [] : [argument] }),
    ),
  };
}
