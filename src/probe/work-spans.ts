import type { Trace, TraceKind, TraceRecord } from './trace-file.js';

/** What held a thread from one moment to another, ms since the run's origin. */
export interface WorkSpan {
  /** `execute`: a work request's own work; `complete`: its callback on the JS thread; `function`: a threadsafe function's. */
  readonly kind: 'execute' | 'complete' | 'function';
  readonly id: string;
  readonly thread: number;
  readonly startMs: number;
  /** `undefined`: it never ended. */
  readonly endMs: number | undefined;
}

const PAIRS: readonly (readonly [WorkSpan['kind'], TraceKind, TraceKind])[] = [
  ['execute', 'execute-begin', 'execute-end'],
  ['complete', 'complete-begin', 'complete-end'],
  ['function', 'function-js-begin', 'function-js-end'],
];

/** The spans that the trace shows, in the order in which they began. */
export function workSpans(trace: Trace): WorkSpan[] {
  const open = new Map<string, { kind: WorkSpan['kind']; record: TraceRecord }[]>();
  const spans: WorkSpan[] = [];
  for (const record of trace.records) {
    const pair = PAIRS.find(([, begin, end]) => record.kind === begin || record.kind === end);
    if (!pair) continue;
    const [kind, begin] = pair;
    const key = `${kind} ${idOf(record)} ${record.thread}`;
    const stack = open.get(key) ?? [];
    open.set(key, stack);
    if (record.kind === begin) stack.push({ kind, record });
    else spans.push(span(kind, stack.pop()?.record ?? record, record.t));
  }
  // When the record was full, the end may be what did not fit: then nothing is known of the time after it.
  const lastKnown = trace.lost > 0 ? trace.records.at(-1)?.t : undefined;
  for (const { kind, record } of [...open.values()].flat()) spans.push(span(kind, record, lastKnown));
  return spans.sort((a, b) => a.startMs - b.startMs);
}

/** The threads on which JavaScript runs, as far as the probe saw it there. The first is the main one. */
export function jsThreads({ mainThread, records }: Trace): number[] {
  const seen = records.filter(({ kind }) => ON_JS_THREAD.includes(kind)).map(({ thread }) => thread);
  return [...new Set(mainThread === 0 ? seen : [mainThread, ...seen])];
}

/** What only happens on the thread of an event loop. */
const ON_JS_THREAD: readonly TraceKind[] = ['environment', 'complete-begin', 'function-js-begin'];

/** How much of the spans lies between two moments, ms. */
export function timeWithin(spans: readonly WorkSpan[], fromMs: number, toMs: number): number {
  return spans.reduce((sum, { startMs, endMs }) => {
    return sum + Math.max(0, Math.min(endMs ?? toMs, toMs) - Math.max(startMs, fromMs));
  }, 0);
}

/** Unique in the process: each probed add-on counts for itself. */
function idOf({ module, a }: TraceRecord): string {
  return `${module}:${a}`;
}

function span(kind: WorkSpan['kind'], begin: TraceRecord, endMs: number | undefined): WorkSpan {
  return { kind, id: idOf(begin), thread: begin.thread, startMs: begin.t, endMs };
}
