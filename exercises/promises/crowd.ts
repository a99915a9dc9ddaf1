/** Judges of many calls at once, made on the compiled add-on while the pool's only thread was busy. */
import { crash } from '../../src/course/process-verdicts.js';
import { describeEnding } from '../../src/harness/parent/describe-ending.js';
import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { recordsOf } from '../../src/probe/trace.js';
import { jsThreads, workSpans } from '../../src/probe/work-spans.js';
import { finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import type { PlannedCall } from '../../src/tasks/values/params.js';
import { isClose, numberIn, rootText } from '../../src/tasks/values/square-roots.js';
import { returnsPromise } from './judge.js';
import { callsOf, deferredsOf, type PromiseCall, settlementOf } from './promise-calls.js';

/** Judges that every promise is there, and pending, while the work cannot begin. */
export function pendingWhileBusy(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  const opened = eventsOf(run, 'open-gate')[0]?.t ?? Number.POSITIVE_INFINITY;
  for (const call of callsOf(run, planned)) {
    const { text, returnedAt, returned, settled, calledAt } = call;
    if (returnedAt === undefined) {
      const ending = describeEnding(run);
      return ending && crash(run)
        ? finding('on-thread-pool.ended-early', { ending })
        : finding('on-thread-pool.does-not-return', { call: text });
    }
    const none = returnsPromise(run, planned);
    if (none) return findingFrom('on-thread-pool.add-on-alone', none);
    if (returned?.promise !== 'pending') return finding('on-thread-pool.settled-already', { call: text });
    if (settled && settled.at < opened) {
      const took = Math.round(settled.at - calledAt);
      return finding('on-thread-pool.settled-while-busy', { call: text, took });
    }
  }
  return undefined;
}

/** Judges that each of the promises is settled with the answer of its own call. */
export function ownAnswers(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  const failure = crash(run);
  if (failure) return findingFrom('own-answers.crashed', failure, { count: planned.length });
  const calls = callsOf(run, planned);
  const roots = planned.map((call) => Math.sqrt(numberIn(call)));
  const wrong = calls.filter((call, index) => call.settled && !isClose(answerOf(call), roots[index]!));
  const [first] = wrong;
  if (first) {
    const other = roots.findIndex((root) => isClose(answerOf(first), root));
    const values = {
      call: first.text,
      came: first.settled!.value.text,
      expected: rootText(numberIn(first.call)),
      count: wrong.length,
      other: other === -1 ? '' : calls[other]!.text,
    };
    return finding(`own-answers.${other === -1 ? 'wrong' : 'another-calls'}`, values);
  }
  const pending = calls.filter(({ settled }) => !settled);
  if (pending.length === 0) return undefined;
  return finding('own-answers.pending', {
    count: pending.length,
    calls: calls.length,
    call: pending[0]!.text,
  });
}

function answerOf({ settled }: PromiseCall): number {
  return settled?.value.type === 'number' ? Number(settled.value.text) : Number.NaN;
}

/**
 * Judges that the roots are computed in work of the pool.
 * @param run the pool's threads round up, so that about half of the roots differ from those of the JS thread
 */
export function computedInWork(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  const { trace } = run;
  if (!trace || trace.modules.length === 0 || trace.lost > 0) return undefined;
  const js = jsThreads(trace);
  const works = workSpans(trace).filter(({ kind, thread }) => kind === 'execute' && !js.includes(thread));
  const calls = callsOf(run, planned).filter(({ settled }) => settled && !settled.rejected);
  if (works.length === 0) return finding('work-off-js-thread.no-work', { calls: calls.length });
  const asOnJsThread = (call: PromiseCall) => answerOf(call) === Math.sqrt(numberIn(call.call));
  // With only a few answers, all of them may be the same by chance.
  if (calls.length < planned.length / 2 || !calls.every(asOnJsThread)) return undefined;
  return finding('work-off-js-thread.computed-elsewhere', { calls: calls.length });
}

/**
 * Judges that reactions run when the callback that settles the promise is over. Outside of a callback scope, they wait
 * until Node.js runs something else. https://nodejs.org/api/n-api.html#napi_open_callback_scope
 */
export function reactsAtOnce(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  const { trace } = run;
  if (!trace) return undefined;
  const js = jsThreads(trace);
  // Each begins after the callback that settles the promise, which has to have ended by then.
  const begins = [
    ...recordsOf(trace, 'complete-begin', 'function-js-begin').filter(({ thread }) => js.includes(thread)),
    ...eventsOf(run, 'beat'),
  ];
  for (const call of callsOf(run, planned)) {
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
