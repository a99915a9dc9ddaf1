/** During which call of the harness work was queued. */
import { eventsOf, type RunRecord } from '../harness/parent/run-record.js';
import { recordsOf, type Trace } from '../probe/trace.js';
import type { WorkSpan } from '../probe/work-spans.js';
import type { Span } from './lane.js';

/** Work as spans of a lane. @param end when work that did not end was cut off, ms */
export function spansOfWork(run: RunRecord, works: readonly WorkSpan[], end: number): Span[] {
  return works.map((span) => {
    const call = span.kind === 'execute' && run.trace ? queuedBy(run, run.trace, span) : undefined;
    const { kind: name, startMs, endMs = end } = span;
    return { name, startMs, endMs, ...(call !== undefined && { call }) };
  });
}

/** The ID of the call during which the work was queued; `undefined` if it was queued outside of one. */
export function queuedBy(
  run: RunRecord,
  trace: Trace,
  { id, startMs }: Pick<WorkSpan, 'id' | 'startMs'>,
): number | undefined {
  if (run.events.length === 0) return undefined;
  // An id is used again after the work is deleted.
  const queued = recordsOf(trace, 'work-queued').findLast(({ work, t }) => work === id && t <= startMs);
  if (!queued) return undefined;
  const call = eventsOf(run, 'call').findLast(({ t }) => t <= queued.t);
  const ended = [...eventsOf(run, 'return'), ...eventsOf(run, 'throw')].find((end) => end.id === call?.id);
  return ended && ended.t < queued.t ? undefined : call?.id;
}
