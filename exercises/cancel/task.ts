import { BUILD_CHECKS } from '../../src/course/build-checks.js';
import { offThreadCheck } from '../../src/course/off-thread-calls.js';
import { endingChecks, packageLoadingChecks } from '../../src/course/package-checks.js';
import { crash, crashOrOverrun } from '../../src/course/process-verdicts.js';
import type { Check, Task } from '../../src/course/task.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import type { Verdict } from '../../src/report/finding.js';
import { queuedOnce } from '../../src/tasks/delay/evidence.js';
import { pendingWhileBusy } from '../../src/tasks/promises/crowd.js';
import { everythingReleased, settledOnce } from '../../src/tasks/promises/deferreds.js';
import { badArgumentsReject, everyRejectionHandled, returnsPromise } from '../../src/tasks/promises/judge.js';
import { settles } from '../../src/tasks/promises/settles.js';
import * as aborts from './aborts.js';
import { chooseCalls } from './calls.js';
import { cancelThrew } from './cancel-threw.js';
import { countsOf, ofKind } from './counts.js';
import * as judge from './judge.js';
import { FUNCTION, type Params } from './params.js';
import { drawnCall } from './picture.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;

const checks: readonly Check<Params, Drive>[] = [
  ...BUILD_CHECKS,
  ...packageLoadingChecks([FUNCTION]),
  offThreadCheck('ownPackage', 'heldPool'),
  {
    id: 'no-crash',
    judge: async ({ ownPackage, heldPool }, { packageFolder }) =>
      noCrash(await ownPackage, packageFolder) ?? noCrash(await heldPool, packageFolder),
  },
  {
    id: 'returns-promise',
    judge: async ({ ownPackage }, { params }) => {
      const calls = countsOf(await ownPackage, params.calls);
      return returnsPromise(calls.filter(({ call }) => call.kind !== 'aborted-before'));
    },
  },
  {
    id: 'settles',
    showsThreads: true,
    judge: async ({ ownPackage }, { params, packageFolder, files }) => {
      const own = await ownPackage;
      return settles(own, ofKind(countsOf(own, params.calls), 'count', 'bad'), packageFolder, files);
    },
  },
  {
    id: 'counts-primes',
    judge: async ({ ownPackage }, { params }) =>
      judge.countsPrimes(ofKind(countsOf(await ownPackage, params.calls), 'count')),
  },
  {
    id: 'bad-arguments-reject',
    judge: async ({ ownPackage }, { params }) => badArgumentsReject(countsOf(await ownPackage, params.calls)),
  },
  {
    id: 'on-thread-pool',
    judge: async ({ heldPool }, { params }) => {
      const held = await heldPool;
      return pendingWhileBusy(held, ofKind(countsOf(held, params.crowd), 'kept'));
    },
  },
  {
    id: 'work-off-js-thread',
    needs: 'probe',
    showsThreads: true,
    judge: async ({ ownPackage }, { params }) => {
      const own = await ownPackage;
      return judge.countsOnPool(own, countsOf(own, params.calls));
    },
  },
  {
    id: 'reports-progress',
    showsThreads: true,
    judge: async ({ ownPackage }, { params }) => {
      const own = await ownPackage;
      return judge.reportsProgress(own, countsOf(own, params.calls));
    },
  },
  {
    id: 'aborted-before',
    judge: async ({ ownPackage }, { params }) => {
      const own = await ownPackage;
      return aborts.rejectsAbortedSignal(own, countsOf(own, params.calls));
    },
  },
  {
    id: 'stops-when-aborted',
    showsThreads: true,
    judge: async ({ ownPackage }, { params, packageFolder }) => {
      const own = await ownPackage;
      return aborts.stopsWhenAborted(own, countsOf(own, params.calls), packageFolder);
    },
  },
  {
    id: 'serves-next-call',
    showsThreads: true,
    judge: async ({ ownPackage }, { params }) =>
      aborts.servesNextCall(countsOf(await ownPackage, params.calls)),
  },
  {
    id: 'cancels-queued-work',
    showsThreads: true,
    judge: async ({ ownPackage, heldPool }, { params, packageFolder }) => {
      const [own, held] = [await ownPackage, await heldPool];
      const [single, crowd] = [countsOf(own, params.calls), countsOf(held, params.crowd)];
      return (
        aborts.rejectsQueued(held, crowd) ??
        aborts.rejectsQueued(own, single) ??
        aborts.cancelsQueuedWork(own, single, packageFolder) ??
        aborts.cancelsQueuedWork(held, crowd, packageFolder)
      );
    },
  },
  {
    id: 'rejects-until-settled',
    showsThreads: true,
    judge: async ({ ownPackage }, { params }) =>
      aborts.rejectsUntilSettled(countsOf(await ownPackage, params.calls)),
  },
  {
    id: 'rejects-with-reason',
    judge: async ({ ownPackage, heldPool }, { params }) =>
      aborts.rejectsWithReason(countsOf(await ownPackage, params.calls)) ??
      aborts.rejectsWithReason(countsOf(await heldPool, params.crowd)),
  },
  {
    id: 'silent-after-end',
    judge: async ({ ownPackage }, { params }) =>
      aborts.silentAfterEnd(countsOf(await ownPackage, params.calls)),
  },
  {
    id: 'own-signals',
    judge: async ({ heldPool }, { params }) => aborts.ownSignals(countsOf(await heldPool, params.crowd)),
  },
  {
    id: 'removes-listeners',
    judge: async ({ ownPackage }, { params }) => {
      const own = await ownPackage;
      return aborts.removesListeners(own, countsOf(own, params.calls));
    },
  },
  {
    id: 'survives-gc',
    judge: async ({ collecting }, { params }) => {
      const run = await collecting;
      return aborts.survivesGc(crash(run), countsOf(run, params.collected));
    },
  },
  ...endingChecks('ownPackage', 'heldPool'),
  {
    id: 'nothing-leaked',
    needs: 'probe',
    judge: async ({ ownPackage, heldPool }, { packageFolder }) =>
      everythingReleased(await ownPackage, packageFolder) ??
      everythingReleased(await heldPool, packageFolder),
  },
];

/** The task of a `countPrimes(limit, { signal, onProgress })` that returns a promise. */
export const task: Task<Params, Drive> = {
  params: chooseCalls,
  scenarios: {
    ownPackage: { drive: 'ownPackage', threadPoolSize: 1 },
    heldPool: { drive: 'heldPool', threadPoolSize: 1 },
    collecting: { drive: 'collecting', threadPoolSize: 1 },
  },
  main: 'ownPackage',
  picture: drawnCall,
  checks,
};

function noCrash(run: RunRecord, packageFolder: string): Verdict {
  return (
    queuedOnce(run, packageFolder) ??
    settledOnce(run, packageFolder) ??
    cancelThrew(run, packageFolder) ??
    everyRejectionHandled(run) ??
    crashOrOverrun(run, packageFolder)
  );
}
