import { BUILD_CHECKS } from '../../src/course/build-checks.js';
import { OFF_THREAD_CHECK } from '../../src/course/off-thread-calls.js';
import { ENDING_CHECKS, loadingChecks } from '../../src/course/package-checks.js';
import { crash, crashOfEither } from '../../src/course/process-verdicts.js';
import { type Check, type Task, undecided } from '../../src/course/task.js';
import { endingOf, eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { findingFrom, type Verdict } from '../../src/report/finding.js';
import * as evidence from '../../src/tasks/delay/evidence.js';
import * as wrapped from '../../src/tasks/delay/wrapped-objects.js';
import { pendingWhileBusy, reactsAtOnce } from '../../src/tasks/promises/crowd.js';
import { everythingReleased, settledOnce } from '../../src/tasks/promises/deferreds.js';
import { badArgumentsReject, everyRejectionHandled, returnsPromise } from '../../src/tasks/promises/judge.js';
import { drawnCall } from '../../src/tasks/promises/picture.js';
import { callsOf } from '../../src/tasks/promises/promise-calls.js';
import { settles } from '../../src/tasks/promises/settles.js';
import { callsInOrder, eachCall } from '../../src/tasks/values/expected.js';
import { passedOnUnchanged } from '../../src/tasks/values/judge.js';
import { chooseCalls } from './calls.js';
import * as crowd from './crowd.js';
import * as judge from './judge.js';
import { collectedCalls, FUNCTION, type PromiseCalls } from './params.js';

type Drive = keyof typeof import('./scenarios.js').scenarios;

const checks: readonly Check<PromiseCalls, Drive>[] = [
  ...BUILD_CHECKS,
  ...loadingChecks([FUNCTION]),
  OFF_THREAD_CHECK,
  {
    id: 'no-crash',
    judge: async ({ ownPackage, addonAlone, collecting }, { params, packageFolder }) => {
      const [own, alone] = [await ownPackage, await addonAlone];
      // Nobody can handle the rejection of a promise that was not returned: the next check names the call.
      if (endingOf(own).kind === 'threw' && returnsPromise(callsOf(own, params.calls))) return undecided;
      // Whether the collector runs in these is chance: the run that forces it settles what happens then.
      const forced = wrapped.callsWrapObjects(own) ? await collecting : own;
      return (
        wrapped.wrappedObjectsKept(forced, packageFolder) ??
        wrapped.wrappedObjectsKept(own, packageFolder) ??
        evidence.queuedRightly(own, packageFolder) ??
        settledOnce(own, packageFolder) ??
        settledOnce(alone, packageFolder) ??
        everyRejectionHandled(own) ??
        crashOfEither(own, alone, packageFolder)
      );
    },
  },
  {
    id: 'returns-promise',
    judge: async ({ ownPackage }, { params }) => returnsPromise(callsOf(await ownPackage, params.calls)),
  },
  {
    id: 'settles',
    showsThreads: true,
    judge: async ({ ownPackage }, { params, packageFolder, files }) => {
      const own = await ownPackage;
      return settles(own, callsOf(own, params.calls), packageFolder, files);
    },
  },
  {
    id: 'square-root',
    judge: async ({ ownPackage }, { params }) => judge.fulfilledWithRoots(await ownPackage, params.calls),
  },
  {
    id: 'bad-arguments-reject',
    judge: async ({ ownPackage }, { params }) => badArgumentsReject(callsOf(await ownPackage, params.calls)),
  },
  {
    id: 'on-thread-pool',
    judge: async ({ crowdedPool }, { params }) => {
      const crowded = await crowdedPool;
      // A crash after the pool was free is explained by the next check.
      const hasBegun = eventsOf(crowded, 'open-gate').length > 0;
      if (crash(crowded) && hasBegun) return undecided;
      return pendingWhileBusy(crowded, callsOf(crowded, params.crowd));
    },
  },
  {
    id: 'own-answers',
    judge: async ({ crowdedPool }, { params, packageFolder }) => {
      const crowded = await crowdedPool;
      const twice = settledOnce(crowded, packageFolder);
      if (twice) return findingFrom('own-answers.crashed', twice, { count: params.crowd.length });
      return crowd.ownAnswers(crowded, params.crowd);
    },
  },
  {
    id: 'work-off-js-thread',
    needs: 'probe',
    judge: async ({ roundingUp }, { params }) => crowd.computedInWork(await roundingUp, params.crowd),
  },
  {
    id: 'callback-scope',
    needs: 'probe',
    judge: async ({ crowdedPool }, { params }) => {
      const crowded = await crowdedPool;
      return reactsAtOnce(crowded, callsOf(crowded, params.crowd));
    },
  },
  {
    id: 'survives-gc',
    judge: async ({ collecting }, { params }) => survivesGc(await collecting, params.crowd),
  },
  {
    id: 'native-work',
    judge: async ({ addonAlone, referenceAddon }, { params, packageFolder, files }) => {
      const alone = await addonAlone;
      const calls = callsOf(alone, params.calls);
      const fault =
        returnsPromise(calls) ??
        settles(alone, calls, packageFolder, files) ??
        judge.fulfilledWithRoots(alone, params.calls) ??
        badArgumentsReject(calls);
      return (
        (fault && findingFrom('native-work.add-on-alone', fault)) ??
        judge.usesNoJavaScript(alone, params.calls) ??
        passedOnUnchanged(await referenceAddon, params.passedOn)
      );
    },
  },
  ...ENDING_CHECKS,
  {
    id: 'nothing-leaked',
    needs: 'probe',
    judge: async ({ ownPackage }, { packageFolder }) => everythingReleased(await ownPackage, packageFolder),
  },
];

/** The task of a `squareRootOf(n)` that returns a promise. */
export const task: Task<PromiseCalls, Drive> = {
  params: chooseCalls,
  scenarios: {
    ownPackage: { drive: 'ownPackage', expected: eachCall('calls', 'promise') },
    addonAlone: { drive: 'addonAlone', expected: eachCall('calls', 'promise') },
    crowdedPool: { drive: 'crowdedPool', threadPoolSize: 1, expected: eachCall('crowd', 'promise') },
    roundingUp: {
      drive: 'roundingUp',
      poolRoundsUp: true,
      onDemand: true,
      expected: eachCall('crowd', 'promise'),
    },
    collecting: {
      drive: 'collecting',
      threadPoolSize: 1,
      expected: (params) => callsInOrder(collectedCalls(params), 'promise'),
    },
    referenceAddon: { drive: 'referenceAddon', expected: eachCall('passedOn', 'promise') },
  },
  main: 'ownPackage',
  picture: drawnCall,
  checks,
};

/** Judges that nothing that the work needs is lost to the garbage collector. */
function survivesGc(run: RunRecord, planned: PromiseCalls['crowd']): Verdict {
  const failure = crash(run);
  if (failure) return findingFrom('survives-gc.crashed', failure);
  const fault = crowd.ownAnswers(run, planned);
  return fault && findingFrom('survives-gc.lost-promise', fault);
}
