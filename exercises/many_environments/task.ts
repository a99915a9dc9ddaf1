import { randomBytes, randomInt } from 'node:crypto';
import { BUILD_CHECKS } from '../../src/course/build-checks.js';
import type { ExpectedEvent, ExpectedEvents } from '../../src/course/expected-events.js';
import { noV8OffThread } from '../../src/course/off-thread-calls.js';
import { ENDING_CHECKS, loadingChecks } from '../../src/course/package-checks.js';
import { crashOfEither } from '../../src/course/process-verdicts.js';
import type { Check, Task } from '../../src/course/task.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import { findingFrom, type Verdict } from '../../src/report/finding.js';
import { MAIN_CALLS, ON_MAIN_THREAD, type Params } from './params.js';
import { severalEnvironments } from './picture.js';
import { stateReleased } from './released.js';
import { ownState, remembers, secondLoad } from './state.js';
import {
  delayInWorkers,
  failsInWorker,
  loadsInWorkers,
  setInEachEnvironment,
  survivesTerminate,
} from './workers.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;

const FUNCTIONS = ['remember', 'recall', 'delay'];

const checks: readonly Check<Params, Drive>[] = [
  ...BUILD_CHECKS,
  ...loadingChecks(FUNCTIONS),
  { id: 'remembers', judge: async ({ ownPackage }) => remembers(await ownPackage) },
  {
    id: 'loads-in-workers',
    judge: async ({ ownPackage, addonAlone }) =>
      loadsInWorkers(await ownPackage) ?? loadsInWorkers(await addonAlone),
  },
  {
    id: 'no-v8-off-thread',
    needs: 'probe',
    judge: async ({ ownPackage, addonAlone, terminated }, { packageFolder }) =>
      noV8OffThread(await ownPackage, packageFolder) ??
      noV8OffThread(await addonAlone, packageFolder) ??
      noV8OffThread(await terminated, packageFolder),
  },
  {
    id: 'no-crash',
    judge: async ({ ownPackage, addonAlone }, { packageFolder }) => {
      const [own, alone] = [await ownPackage, await addonAlone];
      return (
        setInEachEnvironment(own) ??
        crashOfEither(own, alone, packageFolder) ??
        failsInWorker(own) ??
        failsInWorker(alone)
      );
    },
  },
  {
    id: 'native-work',
    judge: async ({ ownPackage, addonAlone }) => onlyInJavaScript(await ownPackage, await addonAlone),
  },
  {
    id: 'own-state',
    judge: async ({ ownPackage, addonAlone, cycles }) =>
      ownState(await ownPackage) ?? ownState(await cycles) ?? secondLoad(await addonAlone),
  },
  { id: 'delay-in-workers', judge: async ({ terminated }) => delayInWorkers(await terminated) },
  { id: 'survives-terminate', judge: async ({ terminated }) => survivesTerminate(await terminated) },
  {
    id: 'state-released',
    needs: 'probe',
    judge: async ({ cycles }, { packageFolder }) => stateReleased(await cycles, packageFolder),
  },
  ...ENDING_CHECKS,
];

/** What works with the package's JavaScript has to work without it. */
function onlyInJavaScript(own: RunRecord, alone: RunRecord): Verdict {
  if (ownState(own)) return undefined;
  const verdict = ownState(alone);
  return verdict && findingFrom('native-work.add-on-alone', verdict);
}

const countedInMain = (value: number): ExpectedEvent => ({ observed: 'main-count', value });

function onMainThread({ inMain }: Params): ExpectedEvents {
  const { recall, remember, numbers } = ON_MAIN_THREAD;
  const whats = [recall, ...numbers.flatMap((number) => [remember(number), recall])];
  return [[...whats.map((what) => ({ what })), countedInMain(MAIN_CALLS + inMain)]];
}

export const task: Task<Params, Drive> = {
  params: () => ({
    inMain: randomInt(2, 6),
    inWorkers: Array.from({ length: 4 }, () => randomInt(1, 5)),
    mark: randomBytes(6).toString('hex'),
    pendingMs: randomInt(200, 300),
    // About 70 ms of processor time each. A leak shows in each of them.
    lives: 12,
  }),
  scenarios: {
    ownPackage: { drive: 'ownPackage', expected: onMainThread },
    addonAlone: { drive: 'addonAlone', expected: ({ inMain }) => [[countedInMain(inMain)]] },
    terminated: { drive: 'terminated' },
    cycles: { drive: 'cycles' },
  },
  main: 'ownPackage',
  picture: severalEnvironments,
  checks,
};
