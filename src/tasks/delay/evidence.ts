/** Verdicts that rest on what the probe saw: which thread did what. Each returns what is wrong, or `undefined`. */
import { crash } from '../../course/process-verdicts.js';
import { crashCause } from '../../harness/parent/crash-cause.js';
import { describeEnding } from '../../harness/parent/describe-ending.js';
import type { RunRecord } from '../../harness/parent/run-record.js';
import { resourcesIn } from '../../probe/resources.js';
import { sourcePlace } from '../../probe/source-place.js';
import { recordsOf, type Trace } from '../../probe/trace.js';
import { jsThreads, timeWithin, type WorkSpan, workSpans } from '../../probe/work-spans.js';
import { failedCall } from '../../probe/wrong-calls.js';
import { finding, type Verdict } from '../../report/finding.js';
import { type Call, callsOf, roundMs, singleCalls } from './calls.js';

/** Maps each finding that a failed Node-API call can cause to the one that names the call. */
const NAMES_FAILED_CALL = {
  'returns-at-once.threw': 'returns-at-once.threw-for-status',
  'calls-back-once.completed-silently': 'calls-back-once.completed-silently-for-status',
  'no-crash.dead-value': 'no-crash.dead-value-for-status',
} as const;

/** Adds the failed Node-API call that caused a finding, if the trace has one. */
export function withFailedCall(verdict: Verdict, run: RunRecord, packageFolder: string): Verdict {
  const first = callsOf(run)[0];
  const situation = verdict && NAMES_FAILED_CALL[verdict.situation as keyof typeof NAMES_FAILED_CALL];
  if (!situation || !first || !run.trace) return verdict;
  const failed = failedCall(run.trace, first.calledAt);
  if (!failed) return verdict;
  const { functionName, status, stack } = failed;
  const where = sourcePlace(stack, packageFolder)?.where;
  return finding(situation, { ...verdict.values, functionName, status }, where ?? verdict.where);
}

/**
 * Judges that no work item is queued again while it is pending, and that none is on the stack, nor its data. libuv links the
 * request into an intrusive queue, which queueing it twice corrupts.
 */
export function queuedRightly(run: RunRecord, packageFolder: string): Verdict {
  const cause = crashCause(run);
  if (cause?.kind !== 'queued-twice' && cause?.kind !== 'data-on-stack' && cause?.kind !== 'request-on-stack')
    return undefined;
  const where = sourcePlace(cause.call.stack, packageFolder)?.where;
  return finding(`no-crash.${cause.kind}`, { ending: describeEnding(run) ?? '' }, where);
}

/** Crashes that a dead callback explains, if nothing more certain does. */
const OF_DEAD_CALLBACKS = ['no-crash.complete', 'no-crash.anywhere', 'no-crash.dead-value'];

/**
 * Judges that a run whose work was completed did not crash without a reference to the callback: a `napi_value` is invalid
 * once `delay` has returned, and may by then stand for anything.
 */
export function callbackNotKept(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  if (!trace || trace.lost > 0 || recordsOf(trace, 'complete-begin').length === 0) return undefined;
  if (recordsOf(trace, 'reference-created', 'function-created', 'overrun').length > 0) return undefined;
  const verdict = crash(run);
  if (!verdict || !OF_DEAD_CALLBACKS.includes(verdict.situation)) return undefined;
  const named = withFailedCall(verdict, run, packageFolder);
  if (named !== verdict) return named;
  return finding('no-crash.callback-not-kept', verdict.values, verdict.where);
}

/** Judges that the wait is in the execute callback, not in the complete callback on the JS thread. */
export function workOffJsThread(run: RunRecord): Verdict {
  const tries = perTry(run, (call, spans, js) => {
    const until = call.callbacks[0]?.at ?? Number.POSITIVE_INFINITY;
    const onJs = spans.filter(({ kind, thread }) => kind !== 'execute' && js.includes(thread));
    return timeWithin(onJs, call.calledAt, until);
  });
  // A wait that is split between both threads also holds the JS thread, which another check reports.
  const least = leastIfAllWrong(tries, ({ call, ms }) => ms >= (call.ms * 3) / 4);
  if (!least) return undefined;
  const took = roundMs(least.ms);
  return finding('work-off-js-thread.in-complete', { ms: least.call.ms, took, tries: tries.length });
}

/** Judges that the wait is in work requests. Otherwise, it was on a thread that does not belong to the pool. */
export function waitsInWorkRequests(run: RunRecord): Verdict {
  const tries = perTry(run, (call, spans, js) => {
    const off = spans.filter(({ kind, thread }) => kind === 'execute' && !js.includes(thread));
    return timeWithin(off, call.calledAt, call.callbacks[0]?.at ?? call.calledAt);
  });
  const most = leastIfAllWrong(tries, ({ call, ms }) => ms < call.ms / 2);
  if (!most || !run.trace) return undefined;
  const js = jsThreads(run.trace);
  const executing = new Set(workSpans(run.trace).map(({ thread }) => thread));
  // By these, a thread asks the JS thread to go on.
  const wakeUps = recordsOf(run.trace, 'function-called', 'function-released', 'async-sent');
  const foreign = wakeUps.find(({ thread }) => !js.includes(thread) && !executing.has(thread));
  const key = foreign ? 'own-thread' : 'no-request';
  const values = { ms: most.call.ms, took: roundMs(most.ms), thread: foreign?.thread ?? 0 };
  return finding(`on-thread-pool.${key}`, values);
}

/** Judges that there was a work request for each call that waited, and not one for only some of them. */
export function requestForEachCall(run: RunRecord): Verdict {
  const calls = callsOf(run).filter(({ ms, callbacks }) => ms > 0 && callbacks.length > 0);
  if (!run.trace || run.trace.lost > 0) return undefined;
  const begin = Math.min(...calls.map(({ calledAt }) => calledAt));
  const end = Math.max(...calls.map(({ callbacks }) => callbacks[0]!.at));
  const executed = workSpans(run.trace).filter(
    ({ kind, startMs }) => kind === 'execute' && startMs >= begin && startMs < end,
  );
  if (executed.length >= calls.length) return undefined;
  return finding('native-work.fewer-requests', { calls: calls.length, count: executed.length });
}

/** Judges that every call releases what it acquires. What init acquires once may live as long as the process. */
export function nothingLeaked(run: RunRecord, packageFolder: string): Verdict {
  const calls = callsOf(run);
  const first = calls[0];
  if (!run.trace || !first) return undefined;
  for (const { kind, unreleased } of resourcesIn(run.trace)) {
    const left = unreleased.filter(({ t }) => t >= first.calledAt);
    if (left.length < calls.length) continue;
    const where = sourcePlace(left[0]!.stack, packageFolder)?.where;
    const values = {
      calls: calls.length,
      count: left.length,
      what: { text: `asset.${kind}`, values: { count: left.length } },
    };
    return finding(kind === 'request' ? 'nothing-leaked.request' : 'nothing-leaked.left', values, where);
  }
  return memoryFreed(run.trace, calls.length, first.calledAt, packageFolder);
}

/** Judges that not every call leaves a block of memory behind that the same line has allocated. */
function memoryFreed(trace: Trace, calls: number, since: number, packageFolder: string): Verdict {
  const left = recordsOf(trace, 'block-left').filter(({ t, age }) => t - age >= since);
  for (const { stack } of left) {
    const alike = left.filter(({ stack: { frames } }) => frames[0] === stack.frames[0]);
    if (alike.length < calls) continue;
    const where = sourcePlace(stack, packageFolder)?.where;
    return finding('nothing-leaked.memory', { calls, count: alike.length }, where);
  }
  return undefined;
}

interface Try {
  readonly call: Call;
  readonly ms: number;
}

/** Measures each single call, ms. Empty without a probe. */
function perTry(
  run: RunRecord,
  measure: (call: Call, spans: readonly WorkSpan[], js: readonly number[]) => number,
): Try[] {
  const { trace } = run;
  if (!trace || trace.modules.length === 0) return [];
  const spans = workSpans(trace);
  const js = jsThreads(trace);
  return singleCalls(run).map((call) => ({ call, ms: measure(call, spans, js) }));
}

/** The try with the least time if all tries are wrong. A good try cannot be an accident, so one is enough to pass. */
function leastIfAllWrong(tries: readonly Try[], wrong: (one: Try) => boolean): Try | undefined {
  if (tries.length === 0 || !tries.every(wrong)) return undefined;
  return [...tries].sort((a, b) => a.ms - b.ms)[0];
}

type MissingCallback = 'work-goes-on' | 'completed-silently' | 'not-queued' | 'no-work';

/**
 * How far the work of a call got whose callback was never called, as a situation of the check `calls-back-once`;
 * `undefined` without a probe, or if the trace does not tell. `took` is in ms.
 */
export function whyNoCallback(
  run: RunRecord,
  call: Call,
): { situation: MissingCallback; took: number } | undefined {
  const { trace } = run;
  if (!trace || trace.modules.length === 0) return undefined;
  const since = trace.records.filter(({ t }) => t >= call.calledAt);
  const spans = workSpans(trace).filter(({ startMs }) => startMs >= call.calledAt);
  const work = spans.find(({ kind }) => kind === 'execute');
  const complete = spans.find(({ kind }) => kind === 'complete');
  const end = run.cutOffAt ?? run.events.at(-1)?.t ?? call.calledAt;
  const took = roundMs((work?.endMs ?? end) - (work?.startMs ?? end));
  if (work && work.endMs === undefined) return { situation: 'work-goes-on', took };
  if (complete) return { situation: 'completed-silently', took };
  const created = since.some(({ kind }) => kind === 'work-created');
  const queued = since.some(({ kind }) => kind === 'work-queued');
  if (created && !queued) return { situation: 'not-queued', took };
  if (!created && !since.some(({ kind }) => kind === 'function-called'))
    return { situation: 'no-work', took };
  return undefined;
}

/**
 * Whether the call queued its work in the first half of its duration. Then something other than the work waited, or
 * called back, before the call returned.
 */
export function queuedWorkFirst(
  { trace }: RunRecord,
  { calledAt, returnedAt = 0, callbacks }: Call,
): boolean {
  if (!trace) return false;
  const until = Math.min(returnedAt, ...callbacks.map(({ at }) => at));
  const within = (t: number) => t >= calledAt && t < until;
  const queued = trace.records.find(({ kind, t }) => kind === 'work-queued' && within(t));
  // Code that waits before it queues its work makes another mistake.
  if (!queued || queued.t - calledAt > (until - calledAt) / 2) return false;
  // If the event loop runs inside the call, the work itself calls back there.
  return !workSpans(trace).some(({ kind, startMs }) => kind === 'complete' && within(startMs));
}
