/** Waits that cannot end, from the probe's records. Each returns what is wrong, or `undefined`. */
import { endingOf, type RunRecord } from '../../harness/parent/run-record.js';
import { sourcePlace } from '../../probe/source-place.js';
import { recordsOf, type Trace } from '../../probe/trace.js';
import { jsThreads, type WorkSpan, workSpans } from '../../probe/work-spans.js';
import { finding, type Verdict } from '../../report/finding.js';
import { type Call, callsOf, roundMs } from './calls.js';

/** What a call that never returned may have waited for: something that only the JS thread could have run. */
export type JsThreadTask = 'waits-for-queued-call' | 'waits-for-complete';

/** What was left for the JS thread to do during a call that had not returned when the run was cut off. */
export function waitingForJsThread(
  run: RunRecord,
  { calledAt, returnedAt }: Call,
): { readonly task: JsThreadTask; readonly took: number } | undefined {
  const { trace } = run;
  if (!trace || returnedAt !== undefined || endingOf(run).kind !== 'cut-off') return undefined;
  const js = jsThreads(trace);
  const since = (kind: 'function-called' | 'async-sent') =>
    recordsOf(trace, kind).find(({ t, thread }) => t >= calledAt && !js.includes(thread));
  const spans = workSpans(trace).filter(({ startMs }) => startMs >= calledAt);
  // The event loop ran inside the call, so something else must be wrong.
  if (spans.some(({ kind }) => kind !== 'execute')) return undefined;
  const called = since('function-called') ?? since('async-sent');
  if (called) return { task: 'waits-for-queued-call', took: roundMs(called.t - calledAt) };
  const done = spans.find(({ endMs, thread }) => endMs !== undefined && !js.includes(thread));
  return done && { task: 'waits-for-complete', took: roundMs(done.endMs! - calledAt) };
}

/** Judges that no work holds a thread of the pool for ever, while all calls have called back. */
export function endlessJob(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  const ending = endingOf(run);
  const calls = callsOf(run);
  const [first] = calls;
  if (!trace || trace.lost > 0 || !first || ending.kind !== 'cut-off') return undefined;
  if (calls.some(({ callbacks }) => callbacks.length === 0)) return undefined;
  const job = unfinished(trace)[0];
  if (!job) return undefined;
  const created = recordsOf(trace, 'work-created').find(({ work }) => work === job.id);
  const where = created && sourcePlace(created.stack, packageFolder)?.where;
  const key = (created?.t ?? job.startMs) < first.calledAt ? 'endless-job-at-load' : 'endless-job';
  return finding(`on-thread-pool.${key}`, { took: roundMs(ending.at - job.startMs) }, where);
}

/**
 * Judges that no work waits for other work of the pool.
 * @param run with one thread in the pool, and work that ends where the pool has more
 */
export function waitsForPoolJob(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  if (!trace || trace.lost > 0 || endingOf(run).kind !== 'cut-off') return undefined;
  const job = unfinished(trace)[0];
  const begun = new Set(workSpans(trace).map(({ id }) => id));
  const behind = recordsOf(trace, 'work-queued').filter(({ work }) => !begun.has(work)).length;
  if (!job || behind === 0) return undefined;
  const created = recordsOf(trace, 'work-created').find(({ work }) => work === job.id);
  const where = created && sourcePlace(created.stack, packageFolder)?.where;
  return finding('on-thread-pool.waits-for-pool-job', { count: behind }, where);
}

function unfinished(trace: Trace): WorkSpan[] {
  return workSpans(trace).filter(({ kind, endMs }) => kind === 'execute' && endMs === undefined);
}
