/** Verdicts that rest on what the probe saw: which thread did what. Each returns what is wrong, or `undefined`. */
import { crashCause } from '../../harness/parent/crash-cause.js';
import { describeEnding } from '../../harness/parent/describe-ending.js';
import type { RunRecord } from '../../harness/parent/run-record.js';
import { resourcesIn } from '../../probe/resources.js';
import { displayName, sourcePlace } from '../../probe/source-place.js';
import { recordsOf } from '../../probe/trace.js';
import { jsThreads, timeWithin, type WorkSpan, workSpans } from '../../probe/work-spans.js';
import { failedCall } from '../../probe/wrong-calls.js';
import { finding as failureOf, type Verdict } from '../../report/finding.js';
import { sourceLine } from '../../submission/source-line.js';
import { type Call, callsOf, roundMs, singleCalls } from './calls.js';

/** Whoever calls Node-API does so on the thread of its environment. */
export function noV8OffThread(run: RunRecord, packageFolder: string): Verdict {
  const cause = crashCause(run);
  if (cause?.kind !== 'off-thread-call') return undefined;
  const { functionName, thread, ownerThread, stack } = cause.call;
  const called = sourcePlace(stack, packageFolder);
  const where = called?.where;
  const within = called && displayName(called.function);
  const place =
    within === undefined ? '' : { text: 'check.no-v8-off-thread.in-function', values: { within } };
  const code = where === undefined ? undefined : sourceLine(packageFolder, where);
  const excerpt = code === undefined ? '' : `\n${code}`;
  return failureOf('no-v8-off-thread.called', { functionName, thread, ownerThread, place, excerpt }, where);
}

/** Findings that come of a call of Node-API that failed, and those that name that call. */
const NAMES_FAILED_CALL = {
  'returns-at-once.threw': 'returns-at-once.threw-for-status',
  'calls-back-once.completed-silently': 'calls-back-once.completed-silently-for-status',
  'no-crash.dead-value': 'no-crash.dead-value-for-status',
} as const;

/** The finding, with the call of Node-API behind it, where one is on record. */
export function withFailedCall(finding: Verdict, run: RunRecord, packageFolder: string): Verdict {
  const first = callsOf(run)[0];
  const situation = finding && NAMES_FAILED_CALL[finding.situation as keyof typeof NAMES_FAILED_CALL];
  if (!situation || !first || !run.trace) return finding;
  const failed = failedCall(run.trace, first.calledAt);
  if (!failed) return finding;
  const { functionName, status, stack } = failed;
  const where = sourcePlace(stack, packageFolder)?.where;
  return failureOf(situation, { ...finding.values, functionName, status }, where ?? finding.where);
}

/** No request is put in line again before its work is done: libuv would have it in its list twice, and lose its way. */
export function queuedOnce(run: RunRecord, packageFolder: string): Verdict {
  const cause = crashCause(run);
  if (cause?.kind !== 'queued-twice') return undefined;
  const where = sourcePlace(cause.call.stack, packageFolder)?.where;
  return failureOf('no-crash.queued-twice', { ending: describeEnding(run) ?? '' }, where);
}

/** The span that covers the wait must be a work request's own, not its callback on the JS thread. */
export function workOffJsThread(run: RunRecord): Verdict {
  const tries = perTry(run, (call, spans, js) => {
    const until = call.callbacks[0]?.at ?? Number.POSITIVE_INFINITY;
    const onJs = spans.filter(({ kind, thread }) => kind !== 'execute' && js.includes(thread));
    return timeWithin(onJs, call.calledAt, until);
  });
  // Whoever shares the wait between both threads holds the JS thread, too: that is for another check to say.
  const least = leastWhenAll(tries, ({ call, ms }) => ms >= (call.ms * 3) / 4);
  if (!least) return undefined;
  const took = roundMs(least.ms);
  return failureOf('work-off-js-thread.in-complete', { ms: least.call.ms, took, tries: tries.length });
}

/** The wait must be covered by work requests; where it is not, it happened on a thread that is none of the pool's. */
export function workIsARequest(run: RunRecord): Verdict {
  const tries = perTry(run, (call, spans, js) => {
    const off = spans.filter(({ kind, thread }) => kind === 'execute' && !js.includes(thread));
    return timeWithin(off, call.calledAt, call.callbacks[0]?.at ?? call.calledAt);
  });
  const most = leastWhenAll(tries, ({ call, ms }) => ms < call.ms / 2);
  if (!most || !run.trace) return undefined;
  const js = jsThreads(run.trace);
  const executing = new Set(workSpans(run.trace).map(({ thread }) => thread));
  // By these, a thread asks the JS thread to go on.
  const wakeUps = recordsOf(run.trace, 'function-called', 'function-released', 'async-sent');
  const foreign = wakeUps.find(({ thread }) => !js.includes(thread) && !executing.has(thread));
  const key = foreign ? 'own-thread' : 'no-request';
  const values = { ms: most.call.ms, took: roundMs(most.ms), thread: foreign?.thread ?? 0 };
  return failureOf(`on-thread-pool.${key}`, values);
}

/** What every call takes, every call has to give back. What init takes once may live as long as the process. */
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
    return failureOf('nothing-leaked.left', values, where);
  }
  return undefined;
}

interface Try {
  readonly call: Call;
  readonly ms: number;
}

/** For each single call, how many milliseconds of what `measure` looks at. Empty without the probe. */
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

/** The try with the least time, when what is wrong is wrong in all of them: one good try is no accident. */
function leastWhenAll(tries: readonly Try[], wrong: (one: Try) => boolean): Try | undefined {
  if (tries.length === 0 || !tries.every(wrong)) return undefined;
  return [...tries].sort((a, b) => a.ms - b.ms)[0];
}

type MissingCallback = 'work-goes-on' | 'completed-silently' | 'not-queued' | 'no-work';

/** How far the work of a call came whose callback did not: a situation of the check `calls-back-once`. */
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

/** The call queued its work early on: what waited, or called back, before it returned was something else. */
export function queuedItsWorkFirst(
  { trace }: RunRecord,
  { calledAt, returnedAt = 0, callbacks }: Call,
): boolean {
  if (!trace) return false;
  const until = Math.min(returnedAt, ...callbacks.map(({ at }) => at));
  const within = (t: number) => t >= calledAt && t < until;
  const queued = trace.records.find(({ kind, t }) => kind === 'work-queued' && within(t));
  // Code that waits first and queues its work then has the wait in the wrong place: that is another mistake.
  if (!queued || queued.t - calledAt > (until - calledAt) / 2) return false;
  // Where the event loop turns inside the call, it is the worker that calls back in there.
  return !workSpans(trace).some(({ kind, startMs }) => kind === 'complete' && within(startMs));
}
