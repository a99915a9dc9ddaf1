import type { RunRecord } from '../harness/parent/run-record.js';
import { recordsOf, type Trace } from '../probe/trace.js';
import { jsThreads, workSpans } from '../probe/work-spans.js';
import { spansOfWork } from './call-of-work.js';
import type { Lane, Span } from './lane.js';

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
  const worksOn = (thread: number) => spansOfWork(run, worksBy.get(thread) ?? [], end);
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
