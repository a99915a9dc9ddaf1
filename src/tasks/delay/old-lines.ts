import type { RunRecord } from '../../harness/parent/run-record.js';
import { workSpans } from '../../probe/work-spans.js';
import type { Call } from './calls.js';

/** A work request was put in line by the call; what waited, or called back, before it returned was something else. */
export function hasWorker({ trace }: RunRecord, { calledAt, returnedAt = 0, callbacks }: Call): boolean {
  if (!trace) return false;
  const until = Math.min(returnedAt, ...callbacks.map(({ at }) => at));
  const within = (t: number) => t >= calledAt && t < until;
  const queued = trace.records.find(({ kind, t }) => kind === 'work-queued' && within(t));
  // Who waits first and queues a worker then has the wait in the wrong place: that is another mistake.
  if (!queued || queued.t - calledAt > (until - calledAt) / 2) return false;
  // Where the event loop turns inside the call, it is the worker that calls back in there.
  return !workSpans(trace).some(({ kind, startMs }) => kind === 'complete' && within(startMs));
}
