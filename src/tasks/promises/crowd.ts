/** Judges of many calls that are made at once, while the pool's only thread is busy. */
import { crash } from '../../course/process-verdicts.js';
import { describeEnding } from '../../harness/parent/describe-ending.js';
import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import { recordsOf } from '../../probe/trace.js';
import { jsThreads } from '../../probe/work-spans.js';
import { finding, findingFrom, type Verdict } from '../../report/finding.js';
import { returnsPromise } from './judge.js';
import { deferredsOf, type PromiseCall, settlementOf } from './promise-calls.js';

/** Judges that every promise is there, and pending, while the work cannot begin. @param calls some or all of the run's */
export function pendingWhileBusy(run: RunRecord, calls: readonly PromiseCall[]): Verdict {
  const opened = eventsOf(run, 'open-gate')[0]?.t ?? Number.POSITIVE_INFINITY;
  for (const call of calls) {
    const { text, returnedAt, returned, settled, calledAt } = call;
    if (returnedAt === undefined) {
      const ending = describeEnding(run);
      return ending && crash(run)
        ? finding('on-thread-pool.ended-early', { ending })
        : finding('on-thread-pool.does-not-return', { call: text });
    }
    const none = returnsPromise([call]);
    if (none) return findingFrom('on-thread-pool.add-on-alone', none);
    if (returned?.promise !== 'pending') return finding('on-thread-pool.settled-already', { call: text });
    if (settled && settled.at < opened) {
      const took = Math.round(settled.at - calledAt);
      return finding('on-thread-pool.settled-while-busy', { call: text, took });
    }
  }
  return undefined;
}

/**
 * Judges that reactions run when the callback that settles the promise is over. Outside of a callback scope, they wait
 * until Node.js runs something else. https://nodejs.org/api/n-api.html#napi_open_callback_scope
 */
export function reactsAtOnce(run: RunRecord, calls: readonly PromiseCall[]): Verdict {
  const { trace } = run;
  if (!trace) return undefined;
  const js = jsThreads(trace);
  // Each begins after the callback that settles the promise, which has to have ended by then.
  const begins = [
    ...recordsOf(trace, 'complete-begin', 'function-js-begin').filter(({ thread }) => js.includes(thread)),
    ...eventsOf(run, 'beat'),
  ];
  for (const call of calls) {
    const [created] = deferredsOf(run, call);
    const settlement = created && settlementOf(run, created.deferred);
    if (!settlement || !call.settled) continue;
    const before = begins.filter(({ t }) => t > settlement.t && t < call.settled!.at);
    const [first] = before.sort((a, b) => a.t - b.t);
    if (!first) continue;
    const key = first.kind === 'beat' ? 'after-timer' : 'after-callback';
    return finding(`callback-scope.${key}`, { call: call.text });
  }
  return undefined;
}
