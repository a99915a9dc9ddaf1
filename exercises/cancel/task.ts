import { BUILD_CHECKS } from '../../src/course/build-checks.js';
import { offThreadCheck } from '../../src/course/off-thread-calls.js';
import { endingChecks, firstIn, packageLoadingChecks } from '../../src/course/package-checks.js';
import { crash, crashOrOverrun } from '../../src/course/process-verdicts.js';
import { type Check, type Runs, type Task, undecided } from '../../src/course/task.js';
import type { Verification } from '../../src/course/verification.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import type { Verdict } from '../../src/report/finding.js';
import { queuedRightly } from '../../src/tasks/delay/evidence.js';
import { pendingWhileBusy } from '../../src/tasks/promises/crowd.js';
import { everythingReleased, settledOnce } from '../../src/tasks/promises/deferreds.js';
import { badArgumentsReject, everyRejectionHandled, returnsPromise } from '../../src/tasks/promises/judge.js';
import { settles } from '../../src/tasks/promises/settles.js';
import { eachCall } from '../../src/tasks/values/expected.js';
import * as aborts from './aborts.js';
import { chooseCalls } from './calls.js';
import { cancelThrew } from './cancel-threw.js';
import { type CountCall, countsOf, ofKind } from './counts.js';
import * as judge from './judge.js';
import { FUNCTION, type Params } from './params.js';
import { drawnCall } from './picture.js';
import { cancelsQueuedWork, rejectsQueued } from './queued.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;
type Judge<V> = (calls: readonly CountCall[], run: RunRecord, verification: Verification<Params>) => V;

/** Judges the calls that are made one after the other. */
const single = <V>(judge: Judge<V>) => judgeOf('ownPackage', 'calls', judge);
/** Judges the calls that are made at once, while the pool is busy. */
const crowd = <V>(judge: Judge<V>) => judgeOf('heldPool', 'crowd', judge);

const checks: readonly Check<Params, Drive>[] = [
  ...BUILD_CHECKS,
  ...packageLoadingChecks([FUNCTION]),
  offThreadCheck('ownPackage', 'heldPool'),
  {
    id: 'no-crash',
    judge: (runs, { packageFolder }) =>
      firstIn(runs, ['ownPackage', 'heldPool'], (run) => noCrash(run, packageFolder)),
  },
  {
    id: 'returns-promise',
    judge: single((calls) => returnsPromise(calls.filter(({ call }) => call.kind !== 'aborted-before'))),
  },
  {
    id: 'settles',
    showsThreads: true,
    judge: single((calls, run, { packageFolder, files }) =>
      settles(run, ofKind(calls, 'count', 'busy', 'bad'), packageFolder, files),
    ),
  },
  { id: 'counts-primes', judge: single((calls) => judge.countsPrimes(ofKind(calls, 'count', 'busy'))) },
  { id: 'bad-arguments-reject', judge: single((calls) => badArgumentsReject(calls)) },
  { id: 'on-thread-pool', judge: crowd((calls, run) => pendingWhileBusy(run, ofKind(calls, 'kept'))) },
  {
    id: 'work-off-js-thread',
    needs: 'probe',
    showsThreads: true,
    judge: single((calls, run) => judge.countsOnPool(run, calls)),
  },
  {
    id: 'reports-progress',
    showsThreads: true,
    judge: single((calls, run) => judge.reportsProgress(run, calls)),
  },
  { id: 'aborted-before', judge: single((calls, run) => aborts.rejectsAbortedSignal(run, calls)) },
  {
    id: 'serves-next-call',
    showsThreads: true,
    judge: single((calls, run, { packageFolder }) => {
      const verdict = aborts.servesNextCall(calls);
      const waits = verdict?.situation === 'serves-next-call.waits';
      // The next check tells what the thread is doing, if that is known.
      return waits && aborts.stopsWhenAborted(run, calls, packageFolder) ? undecided : verdict;
    }),
  },
  {
    id: 'stops-when-aborted',
    showsThreads: true,
    judge: single((calls, run, { packageFolder }) => aborts.stopsWhenAborted(run, calls, packageFolder)),
  },
  {
    id: 'cancels-queued-work',
    showsThreads: true,
    judge: async (runs, verification) => {
      const rejects: Judge<Verdict> = (calls, run) => rejectsQueued(run, calls);
      const cancels: Judge<Verdict> = (calls, run) =>
        cancelsQueuedWork(run, calls, verification.packageFolder);
      return (
        (await crowd(rejects)(runs, verification)) ??
        (await single(rejects)(runs, verification)) ??
        (await single(cancels)(runs, verification)) ??
        (await crowd(cancels)(runs, verification))
      );
    },
  },
  {
    id: 'rejects-until-settled',
    showsThreads: true,
    judge: single((calls) => aborts.rejectsUntilSettled(calls)),
  },
  {
    id: 'rejects-with-reason',
    judge: async (runs, verification) =>
      (await single(aborts.rejectsWithReason)(runs, verification)) ??
      (await crowd(aborts.rejectsWithReason)(runs, verification)),
  },
  { id: 'silent-after-end', judge: single((calls) => aborts.silentAfterEnd(calls)) },
  { id: 'own-signals', judge: crowd((calls) => aborts.ownSignals(calls)) },
  { id: 'removes-listeners', judge: single((calls, run) => aborts.removesListeners(run, calls)) },
  {
    id: 'survives-gc',
    judge: judgeOf('collecting', 'collected', (calls, run) => aborts.survivesGc(crash(run), calls)),
  },
  ...endingChecks('ownPackage', 'heldPool'),
  {
    id: 'nothing-leaked',
    needs: 'probe',
    judge: (runs, { packageFolder }) =>
      firstIn(runs, ['ownPackage', 'heldPool'], (run) => everythingReleased(run, packageFolder)),
  },
];

/** The task of a `countPrimes(limit, { signal, onProgress })` that returns a promise. */
export const task: Task<Params, Drive> = {
  params: chooseCalls,
  scenarios: {
    ownPackage: { drive: 'ownPackage', threadPoolSize: 1, expected: eachCall('calls', 'promise') },
    heldPool: { drive: 'heldPool', threadPoolSize: 1, expected: eachCall('crowd', 'promise') },
    collecting: { drive: 'collecting', threadPoolSize: 1, expected: eachCall('collected', 'promise') },
  },
  main: 'ownPackage',
  picture: drawnCall,
  checks,
};

/** A judge of the calls of one run. */
function judgeOf<D extends Drive, V>(scenario: D, calls: keyof Params, judge: Judge<V>) {
  return async (runs: Runs<D>, verification: Verification<Params>): Promise<V> => {
    const run = await runs[scenario];
    return judge(countsOf(run, verification.params[calls]), run, verification);
  };
}

function noCrash(run: RunRecord, packageFolder: string): Verdict {
  return (
    queuedRightly(run, packageFolder) ??
    settledOnce(run, packageFolder) ??
    cancelThrew(run, packageFolder) ??
    everyRejectionHandled(run) ??
    crashOrOverrun(run, packageFolder)
  );
}
