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
import * as threads from '../../src/tasks/stream/threads.js';
import { eachCall } from '../../src/tasks/values/expected.js';
import type { PlannedCall } from '../../src/tasks/values/params.js';
import { badArgumentsThrow } from '../../src/tasks/wrong-calls/judge.js';
import { endsWithWorker, uncaughtEndsProcess } from './endings.js';
import * as judge from './judge.js';
import { nothingLeaked } from './leaks.js';
import { ENDLESS, type Params, sensorCall } from './params.js';
import { drawnSensor } from './picture.js';
import { tellsTotals } from './totals.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;

const reads = (count: number) => ({ start: sensorCall(count) });
const ENDLESSLY = reads(ENDLESS);
const readOnce = ({ count }: Params) => streamParts([reads(count)]);
const readTwice = ({ count }: Params) => streamParts([reads(count), { stop: 1 }, reads(count)]);

export const task: Task<Params, Drive> = {
  params: chooseParams,
  scenarios: {
    ownPackage: { drive: 'ownPackage', expected: readTwice },
    addonAlone: { drive: 'addonAlone', expected: readTwice },
    stopWhileFull: {
      drive: 'stopWhileFull',
      expected: () => streamParts([ENDLESSLY, { stop: 1 }, { stop: 1 }]),
    },
    stopInReading: { drive: 'stopInReading', expected: () => streamParts([ENDLESSLY, { stop: 1 }]) },
    throwingReading: { drive: 'throwingReading', expected: readOnce },
    uncaughtWhileFull: { drive: 'uncaughtWhileFull', expected: () => streamParts([ENDLESSLY]) },
    exitWhileFull: { drive: 'exitWhileFull', expected: () => streamParts([ENDLESSLY]) },
    workerWhileFull: { drive: 'workerWhileFull' },
    collecting: { drive: 'collecting', expected: readOnce },
    wrongCalls: { drive: 'wrongCalls', expected: eachCall('wrongCalls') },
    referenceAddon: {
      drive: 'referenceAddon',
      expected: ({ count }) => streamParts([reads(count), { stop: 1 }]),
    },
  },
  main: 'ownPackage',
  picture: drawnSensor,
  checks: [
    ...BUILD_CHECKS,
    ...loadingChecks(['readSensor']),
    OFF_THREAD_CHECK,
    NO_CRASH_CHECK,
    RETURNS_STOP_CHECK,
    OWN_THREAD_CHECK,
    {
      id: 'limits-queue',
      needs: 'probe',
      judge: async ({ ownPackage }, { packageFolder }) => judge.limitsQueue(await ownPackage, packageFolder),
    },
    {
      id: 'counts-in-order',
      showsThreads: true,
      judge: async ({ ownPackage }, { params }) => judge.readingsInOrder(await ownPackage, params.count),
    },
    {
      id: 'drops-when-full',
      showsThreads: true,
      judge: async ({ ownPackage }, { params }) => judge.dropsWhenFull(await ownPackage, params.count),
    },
    {
      id: 'tells-totals',
      judge: async ({ ownPackage }, { params }) => tellsTotals(await ownPackage, params.count),
    },
    {
      id: 'js-thread-free',
      needs: 'probe',
      judge: async ({ stopInReading }) => judge.deliversMeanwhile(await stopInReading),
    },
    {
      id: 'stop-ends-it',
      judge: async ({ stopWhileFull }, { packageFolder }) =>
        judge.stopEndsIt(await stopWhileFull, packageFolder),
    },
    {
      id: 'stop-in-tick',
      judge: async ({ stopInReading }, { packageFolder }) =>
        stream.stopsInside(await stopInReading, packageFolder, judge.stopsEarly),
    },
    {
      id: 'errors-are-uncaught',
      judge: async ({ throwingReading }, { params }) =>
        stream.errorsAreUncaught(await throwingReading, params.special, (run) =>
          judge.endsAfterError(run, params.special, params.count),
        ),
    },
    {
      id: 'bad-arguments-throw',
      judge: async ({ wrongCalls }, { params, packageFolder }) =>
        badArgumentsThrow(await wrongCalls, params.wrongCalls, packageFolder),
    },
    {
      id: 'survives-gc',
      judge: async ({ collecting }, { params }) => judge.survivesGc(await collecting, params.count),
    },
    {
      id: 'native-work',
      judge: async ({ referenceAddon, addonAlone }, { params }) => {
        const { count, reference } = params;
        const sent = reference.readings.length;
        const passing = { ...PASSED, call: sensorCall(count), sent };
        const onReference = await referenceAddon;
        return (
          judge.addonDoesTheSame(await addonAlone, count) ??
          stream.passesOn(onReference, passing) ??
          judge.passesTotalsOn(onReference, count, { delivered: sent, dropped: reference.dropped })
        );
      },
    },
    {
      id: 'joins-thread',
      needs: 'probe',
      judge: async ({ ownPackage }, { packageFolder }) =>
        threads.joinsThread(await ownPackage, packageFolder, Number.POSITIVE_INFINITY),
    },
    RELEASES_FUNCTION_CHECK,
    {
      id: 'nothing-leaked',
      needs: 'probe',
      judge: async ({ ownPackage, addonAlone }, { packageFolder }) =>
        nothingLeaked(await ownPackage, packageFolder) ?? nothingLeaked(await addonAlone, packageFolder),
    },
    ...ENDING_CHECKS,
    {
      id: 'ends-with-worker',
      judge: async ({ workerWhileFull }, { packageFolder }) =>
        endsWithWorker(await workerWhileFull, packageFolder),
    },
    {
      id: 'exit-while-counting',
      judge: async ({ exitWhileFull, uncaughtWhileFull }, { packageFolder }) =>
        threads.exitsWhileRunning(await exitWhileFull, packageFolder) ??
        uncaughtEndsProcess(await uncaughtWhileFull),
    },
  ],
};

const PASSED = { name: 'readSensor', args: 'number, function, function' };

function chooseParams(): Params {
  const gaps = Array.from({ length: randomInt(3, 7) }, () => randomInt(1, 9));
  const wrong = [
    [],
    ['undefined', 'callback', 'callback'],
    ['"3"', 'callback', 'callback'],
    ['3', 'callback'],
    ['3', 'undefined', 'callback'],
    ['3', '{}', 'callback'],
    ['3', 'callback', 'null'],
  ];
  return {
    count: randomInt(400, 900),
    special: randomInt(3, 7),
    reference: {
      readings: gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0)),
      dropped: randomInt(3, 50),
    },
    wrongCalls: wrong.map((args): PlannedCall => ({ fn: 'readSensor', args })),
  };
}
