import type { Lane, Span } from './lane.js';
import type { Timeline } from './timeline.js';

/**
 * An event of the Trace Event Format, which chrome://tracing and Perfetto read. Times are in microseconds.
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
export interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  /** `X`: a complete event; `i`: an instant event; `M`: metadata. */
  readonly ph: 'X' | 'i' | 'M';
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  /** For an instant event: its scope is the thread. */
  readonly s?: 't';
  readonly args?: Readonly<Record<string, string | number>>;
}

/** Higher than any thread id of the operating system. */
const HELD_TID = 1_000_000_000;

/** The timeline of a process. */
export interface ProcessTimeline {
  readonly pid: number;
  readonly timeline: Timeline;
}

/** The text of a file in the Trace Event Format, with the timelines of one or more processes. */
export function chromeTraceText(processes: readonly ProcessTimeline[]): string {
  return `${JSON.stringify(chromeTrace(processes))}\n`;
}

/** Converts timelines to the JSON Object Format of the Trace Event Format. */
export function chromeTrace(processes: readonly ProcessTimeline[]): {
  traceEvents: TraceEvent[];
  displayTimeUnit: 'ms';
} {
  const traceEvents = processes.flatMap(({ pid, timeline }) =>
    timeline.lanes.flatMap((lane, index) => eventsOfLane(lane, pid, lane.thread ?? index + 1)),
  );
  return { traceEvents: [...traceEvents].sort((a, b) => a.ts - b.ts), displayTimeUnit: 'ms' };
}

function eventsOfLane(lane: Lane, pid: number, tid: number): TraceEvent[] {
  const instant = (name: string, ms: number): TraceEvent => ({
    name,
    cat: lane.kind,
    ph: 'i',
    ts: toMicroseconds(ms),
    pid,
    tid,
    s: 't',
  });
  const complete = ({ name, startMs, endMs }: Span, onTid: number): TraceEvent => {
    return {
      name,
      cat: lane.kind,
      ph: 'X',
      ts: toMicroseconds(startMs),
      dur: toMicroseconds(endMs) - toMicroseconds(startMs),
      pid,
      tid: onTid,
    };
  };
  // Complete events of one thread must be nested or disjoint. A hold can overlap another span, so it has its own thread.
  const heldTid = HELD_TID + tid;
  const nameThread = (ofTid: number, name: string): TraceEvent => {
    return { name: 'thread_name', cat: '__metadata', ph: 'M', ts: 0, pid, tid: ofTid, args: { name } };
  };
  return [
    nameThread(tid, lane.id),
    ...(lane.spans.some(({ name }) => name === 'held') ? [nameThread(heldTid, `${lane.id}: held`)] : []),
    ...lane.spans.map((span) => complete(span, span.name === 'held' ? heldTid : tid)),
    ...lane.marks.map(({ name, atMs }) => instant(name, atMs)),
    ...lane.beats.map((ms) => instant('beat', ms)),
  ];
}

function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000);
}
