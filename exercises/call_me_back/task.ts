import { randomInt } from 'node:crypto';
import { BUILD_CHECKS } from '../../src/course/build-checks.js';
import type { ExpectedEvents } from '../../src/course/expected-events.js';
import { OFF_THREAD_CHECK } from '../../src/course/off-thread-calls.js';
import { ENDING_CHECKS, loadingChecks, NO_CRASH_CHECK } from '../../src/course/package-checks.js';
import type { Task } from '../../src/course/task.js';
import { singleCall } from '../../src/tasks/delay/expected.js';
import { noArguments } from '../../src/tasks/delay/judge.js';
import { delayCall } from '../../src/tasks/delay/params.js';
import * as judge from './judge.js';
import type { Durations } from './params.js';

const inARow = ({ inARow }: Durations): ExpectedEvents => [inARow.flatMap(singleCall)];
const throwing = ({ throwing }: Durations): ExpectedEvents => [[delayCall(throwing)]];

type Drive = keyof typeof import('./scenarios.js').scenarios;

export const task: Task<Durations, Drive> = {
  params: chooseDurations,
  scenarios: {
    ownPackage: { drive: 'ownPackage', expected: inARow },
    addonAlone: { drive: 'addonAlone', expected: inARow },
    packageThrows: { drive: 'packageThrows', expected: throwing },
    addonThrows: { drive: 'addonThrows', expected: throwing },
    referenceAddon: { drive: 'referenceAddon', expected: ({ reference }) => [[delayCall(reference)]] },
  },
  main: 'ownPackage',
  picture: judge.callToDraw,
  checks: [
    ...BUILD_CHECKS,
    ...loadingChecks(['delay']),
    OFF_THREAD_CHECK,
    NO_CRASH_CHECK,
    {
      id: 'calls-back-once',
      showsThreads: true,
      judge: async ({ ownPackage }) => judge.returnsAndCallsBackOnce(await ownPackage),
    },
    {
      id: 'calls-back-before-it-returns',
      showsThreads: true,
      judge: async ({ ownPackage, addonAlone }) =>
        judge.callsBackBeforeItReturns(await ownPackage, await addonAlone),
    },
    { id: 'no-arguments', judge: async ({ ownPackage }) => noArguments(await ownPackage) },
    {
      id: 'waits-long-enough',
      showsThreads: true,
      judge: async ({ ownPackage }) => judge.sleepsLongEnough(await ownPackage),
    },
    {
      id: 'passes-errors-on',
      judge: async ({ packageThrows }) => judge.passesErrorsOn(await packageThrows),
    },
    {
      id: 'native-work',
      judge: async ({ addonAlone, addonThrows, referenceAddon }) =>
        judge.addonDoesTheSame(await addonAlone, await addonThrows) ??
        judge.passesCallToAddon(await referenceAddon),
    },
    ...ENDING_CHECKS,
  ],
};

/** The long one is more than three times as long as each of the others. */
function chooseDurations(): Durations {
  return {
    inARow: [randomInt(90, 160), 0, randomInt(550, 800), randomInt(15, 60)],
    throwing: randomInt(10, 60),
    reference: randomInt(100, 900),
  };
}
