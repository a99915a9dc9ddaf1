import { type RecordOf, recordsOf, type Trace } from './trace.js';

/** A callback that occupied a thread. Times are in ms since the run's origin. */
export interface WorkSpan {
  /**
   * `execute`: the work; `complete`: its callback on the JS thread; `function`: a threadsafe function's `call_js`;
   * `native`: a call from JavaScript into the add-on, or any callback that took 1 ms or more, from the attached probe.
   */
  readonly kind: 'execute' | 'complete' | 'function' | 'native';
  /** The work item or the threadsafe function, as the records name it. */
  readonly id: string;
  readonly thread: number;
  readonly startMs: number;
  /** `undefined` if it never ended. */
  readonly endMs: number | undefined;
}

type Edge = RecordOf<
  | 'execute-begin'
  | 'execute-end'
  | 'complete-begin'
  | 'complete-end'
  | 'function-js-begin'
  | 'function-js-end'
>;

/** The spans in a trace, by start time. */
export function workSpans(trace: Trace): WorkSpan[] {
  const open = new Map<string, Edge[]>();
  const spans: WorkSpan[] = [];
  for (const edge of edgesOf(trace)) {
    const { kind, id } = spanOf(edge);
    const key = `${kind} ${id} ${edge.thread}`;
    const stack = open.get(key) ?? [];
    open.set(key, stack);
    if (isBegin(edge)) stack.push(edge);
    else spans.push(span(stack.pop() ?? edge, edge.t));
  }
  for (const { thread, t, durationMs } of recordsOf(trace, 'callback'))
    spans.push({ kind: 'native', id: '', thread, startMs: t - durationMs, endMs: t });
  // The end may be among the lost records: nothing is known about the time after the last record.
  const lastKnown = trace.lost > 0 ? trace.records.at(-1)?.t : undefined;
  for (const begin of [...open.values()].flat()) spans.push(span(begin, lastKnown));
  return spans.sort((a, b) => a.startMs - b.startMs);
}

/** The threads on which the probe saw JavaScript run, the main thread first. */
export function jsThreads(trace: Trace): number[] {
  // These are only recorded on the thread of an event loop.
  const records = recordsOf(trace, 'environment', 'complete-begin', 'function-js-begin');
  const seen = records.map(({ thread }) => thread);
  return [...new Set(trace.mainThread === 0 ? seen : [trace.mainThread, ...seen])];
}

/** The total time of the spans between two points in time, ms. */
export function timeWithin(spans: readonly WorkSpan[], fromMs: number, toMs: number): number {
  return spans.reduce((sum, { startMs, endMs }) => {
    return sum + Math.max(0, Math.min(endMs ?? toMs, toMs) - Math.max(startMs, fromMs));
  }, 0);
}

function edgesOf(trace: Trace): Edge[] {
  return recordsOf(
    trace,
    'execute-begin',
    'execute-end',
    'complete-begin',
    'complete-end',
    'function-js-begin',
    'function-js-end',
  );
}

function isBegin({ kind }: Edge): boolean {
  return kind === 'execute-begin' || kind === 'complete-begin' || kind === 'function-js-begin';
}

function spanOf(edge: Edge): Pick<WorkSpan, 'kind' | 'id'> {
  switch (edge.kind) {
    case 'execute-begin':
    case 'execute-end':
      return { kind: 'execute', id: edge.work };
    case 'complete-begin':
    case 'complete-end':
      return { kind: 'complete', id: edge.work };
    case 'function-js-begin':
    case 'function-js-end':
      return { kind: 'function', id: edge.threadsafeFunction };
  }
}

function span(begin: Edge, endMs: number | undefined): WorkSpan {
  return { ...spanOf(begin), thread: begin.thread, startMs: begin.t, endMs };
}
