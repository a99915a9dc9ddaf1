/** The lanes of a timeline: what each thread did. */
import { HELD_MS } from '../harness/held.js';
import { eventsOf, type RunRecord } from '../harness/parent/run-record.js';
import { type HarnessEvent, ownTime, SIGNS_OF_LIFE } from '../harness/protocol.js';
import { recordsOf, type Trace } from '../probe/trace.js';
import { jsThreads, type WorkSpan, workSpans } from '../probe/work-spans.js';

/** Something that took time on a lane. Times are in ms since the run's origin. */
export interface Span {
  /**
   * `call`: from a call to its return; `held`: a gap between signs of life; `thread`: a thread of the add-on from its
   * start to its end; `sent`: a call of a threadsafe function, a moment; `refused`: such a call while the queue was full;
   * `environment`: the add-on's time in a worker, from when it is loaded to the end of that environment; the others are
   * kinds of `WorkSpan`.
   */
  readonly name:
    | 'call'
    | 'execute'
    | 'complete'
    | 'function'
    | 'held'
    | 'thread'
    | 'sent'
    | 'refused'
    | 'environment'
    | 'native';
  readonly startMs: number;
  readonly endMs: number;
  /** The whole duration, if only a part of the span is in the timeline, ms. */
  readonly wholeMs?: number;
  /** For work: the id of the call that queued it, if one did. */
  readonly call?: number;
}

export interface Mark {
  /** `abort`: the signal of a call is aborted; `cancelled`: queued work was cancelled. */
  readonly name: 'call' | 'return' | 'callback' | 'settled' | 'abort' | 'cancelled' | 'violation';
  readonly atMs: number;
  /** The id of the call that it belongs to. */
  readonly call?: number;
}

/** The activity of one thread. */
export interface Lane {
  /**
   * `js` for the harness's JS thread; `js-2`, `worker-1`, `thread-1` and so on for the others, in the order of their
   * first span.
   */
  readonly id: string;
  /** `thread` for threads that the add-on started. */
  readonly kind: 'js' | 'worker' | 'thread';
  /**
   * The environment that the thread belongs to, from 1 for the main one, in a run with several. The threads of libuv's
   * pool belong to all.
   */
  readonly environment?: number;
  /** The operating system's thread id, if the probe recorded it. */
  readonly thread: number | undefined;
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
  /** When the harness's timer fired on this thread, which was free at that time, ms since the run's origin. */
  readonly beats: readonly number[];
}

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
    ? spansOf(
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

/** The lanes of the other threads, which only the probe sees. */
export function tracedLanes(run: RunRecord): Lane[] {
  const { trace } = run;
  if (!trace) return [];
  const [main, ...otherJs] = jsThreads(trace);
  const violations = trace.records.filter(({ kind }) => kind === 'violation');
  const works = workSpans(trace);
  const threads = [...works, ...violations].map(({ thread }) => thread);
  const end = run.cutOffAt ?? Math.max(run.events.at(-1)?.t ?? 0, trace.records.at(-1)?.t ?? 0);
  const own = [...new Set(recordsOf(trace, 'thread-started').map(({ thread }) => thread))];
  const notWorkers = new Set([main, ...otherJs, ...own]);
  const workers = [...new Set(threads)].filter((thread) => !notWorkers.has(thread));
  const environments = otherJs.length > 0 ? [main, ...otherJs] : [];
  // A program may have thousands of threads: nothing may look at all records for each.
  const recordsBy = byThread(trace.records);
  const worksBy = byThread(works);
  const violationsBy = byThread(violations);
  const creatorBy = creators(trace);
  const traceOf = (thread: number) => ({ ...trace, records: recordsBy.get(thread) ?? [] });
  const worksOn = (thread: number) => spansOf(run, worksBy.get(thread) ?? [], end);
  const spans = {
    js: (thread: number) => [...environmentSpans(traceOf(thread), end), ...worksOn(thread)],
    worker: worksOn,
    thread: (thread: number) => ownSpans(traceOf(thread), end),
  };
  const lane = (id: string, kind: Lane['kind'], thread: number, jsThread?: number): Lane => ({
    id,
    kind,
    ...(environments.includes(jsThread) && { environment: environments.indexOf(jsThread) + 1 }),
    thread,
    spans: spans[kind](thread),
    marks: (violationsBy.get(thread) ?? []).map(({ t }) => ({ name: 'violation', atMs: t })),
    beats: [],
  });
  return [
    ...otherJs.map((thread, index) => lane(`js-${index + 2}`, 'js', thread, thread)),
    ...workers.map((thread, index) => lane(`worker-${index + 1}`, 'worker', thread)),
    ...own.map((thread, index) => lane(`thread-${index + 1}`, 'thread', thread, creatorBy.get(thread))),
  ];
}

function byThread<T extends { readonly thread: number }>(all: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) {
    const group = groups.get(one.thread);
    if (group) group.push(one);
    else groups.set(one.thread, [one]);
  }
  return groups;
}

/** For each thread of the add-on, the thread that created it. If its ID was used again, that of the first. */
function creators(trace: Trace): Map<number, number | undefined> {
  const created = recordsOf(trace, 'thread-created').map(
    ({ ownThread, thread }) => [ownThread, thread] as const,
  );
  const creatorOf = new Map(created.reverse());
  const started = recordsOf(trace, 'thread-started').map(
    ({ ownThread, thread }) => [thread, creatorOf.get(ownThread)] as const,
  );
  return new Map(started.reverse());
}

/** The times of an environment other than the main one. @param trace the records of its thread */
function environmentSpans(trace: Trace, end: number): Span[] {
  const ends = recordsOf(trace, 'environment-ended');
  return recordsOf(trace, 'environment').map(({ t: startMs }) => {
    const endMs = ends.find(({ t }) => t >= startMs)?.t ?? end;
    return { name: 'environment' as const, startMs, endMs };
  });
}

/**
 * The life of a thread that the add-on started, and its calls of threadsafe functions.
 * @param trace the records of this thread
 */
function ownSpans(trace: Trace, end: number): Span[] {
  const ends = recordsOf(trace, 'thread-ended');
  const lives = recordsOf(trace, 'thread-started').map(({ ownThread, t: startMs }) => {
    const endMs = ends.find((ended) => ended.ownThread === ownThread)?.t ?? end;
    return { name: 'thread' as const, startMs, endMs };
  });
  return [...lives, ...sentSpans(trace)];
}

/**
 * A thread makes one call after the other, so the next answer on the same thread is that to the call.
 * @param trace the records of this thread
 */
function sentSpans(trace: Trace): Span[] {
  const records = recordsOf(trace, 'function-called', 'function-answered');
  return records.flatMap((called, index) => {
    if (called.kind !== 'function-called') return [];
    const answer = records[index + 1];
    const isRefused = answer?.kind === 'function-answered' && answer.status === 'napi_queue_full';
    const name = isRefused ? 'refused' : 'sent';
    return [{ name, startMs: called.t, endMs: called.t }];
  });
}

function spansOf(run: RunRecord, works: readonly WorkSpan[], end: number): Span[] {
  return works.map((span) => {
    const call = span.kind === 'execute' && run.trace ? queuedBy(run, run.trace, span) : undefined;
    const { kind: name, startMs, endMs = end } = span;
    return { name, startMs, endMs, ...(call !== undefined && { call }) };
  });
}

/** The call during which the work was queued. */
function queuedBy(
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
