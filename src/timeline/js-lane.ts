import { HELD_MS } from '../harness/held.js';
import { eventsOf, type RunRecord } from '../harness/parent/run-record.js';
import { type HarnessEvent, ownTime, SIGNS_OF_LIFE } from '../harness/protocol.js';
import { recordsOf } from '../probe/trace.js';
import { jsThreads, workSpans } from '../probe/work-spans.js';
import { queuedBy, spansOfWork } from './call-of-work.js';
import type { Lane, Mark, Span } from './lane.js';

/** The lane of the harness's JS thread. */
export function jsLane(run: RunRecord): Lane {
  const ends = [...eventsOf(run, 'return'), ...eventsOf(run, 'throw')];
  const returns = new Map(ends.map((event) => [event.id, event.t]));
  const calls = eventsOf(run, 'call');
  const beats = eventsOf(run, 'beat').map(({ t }) => t);
  const marks: Mark[] = [
    ...calls.map(({ id, t }) => ({ name: 'call' as const, atMs: t, call: id })),
    ...[...returns].map(([id, t]) => ({ name: 'return' as const, atMs: t, call: id })),
    ...eventsOf(run, 'callback').map(({ id, t }) => ({ name: 'callback' as const, atMs: t, call: id })),
    ...[...eventsOf(run, 'resolve'), ...eventsOf(run, 'reject')].map(({ id, t }) => {
      return { name: 'settled' as const, atMs: t, call: id };
    }),
    ...eventsOf(run, 'abort').map(({ id, t }) => ({ name: 'abort' as const, atMs: t, call: id })),
    ...cancellations(run),
  ];
  const end = run.cutOffAt ?? run.events.at(-1)?.t ?? run.trace?.records.at(-1)?.t ?? 0;
  const callSpans = calls.map(({ id, t }) => ({
    name: 'call' as const,
    startMs: t,
    endMs: returns.get(id) ?? end,
  }));
  const [thread, ...others] = run.trace ? jsThreads(run.trace) : [];
  const traced = run.trace
    ? spansOfWork(
        run,
        workSpans(run.trace).filter((span) => span.thread === thread),
        end,
      )
    : [];
  return {
    id: 'js',
    kind: 'js',
    ...(others.length > 0 && { environment: 1 }),
    thread,
    spans: [...callSpans, ...traced, ...holds(run, end)].sort((a, b) => a.startMs - b.startMs),
    marks: marks.sort((a, b) => a.atMs - b.atMs),
    beats,
  };
}

/** The moments in which queued work was cancelled. */
function cancellations(run: RunRecord): Mark[] {
  const { trace } = run;
  if (!trace) return [];
  return recordsOf(trace, 'work-cancelled').map(({ work, t }) => {
    const call = queuedBy(run, trace, { id: work, startMs: t });
    return { name: 'cancelled' as const, atMs: t, ...(call !== undefined && { call }) };
  });
}

/** The gaps between the JS thread's signs of life while the harness expected beats. */
function holds(run: RunRecord, end: number): Span[] {
  const spans: Span[] = [];
  let last: HarnessEvent | undefined;
  for (const event of run.events) {
    // When the event loop is empty, or the process exits, the last callback has returned.
    const alive = [...SIGNS_OF_LIFE, 'drained', 'exit'].includes(event.kind);
    if (alive && last && ownTime(event) - ownTime(last) >= HELD_MS) {
      spans.push({ name: 'held', startMs: last.t, endMs: event.t });
    }
    if (alive) last = event;
    // No beats are expected between two steps.
    else if (event.kind === 'step' || event.kind === 'done') last = undefined;
  }
  if (run.cutOffAt !== undefined && last && end - last.t >= HELD_MS) {
    spans.push({ name: 'held', startMs: last.t, endMs: end });
  }
  return spans;
}
