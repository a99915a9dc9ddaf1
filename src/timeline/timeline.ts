import type { RunRecord } from '../harness/parent/run-record.js';
import { type Queue, queuesIn } from '../probe/queues.js';
import { jsLane } from './js-lane.js';
import type { Lane, Span } from './lane.js';
import { tracedLanes } from './traced-lanes.js';

export interface Timeline {
  readonly startMs: number;
  readonly endMs: number;
  readonly lanes: readonly Lane[];
  /** The queues of threadsafe functions in which calls waited. */
  readonly queues?: readonly Queue[];
}

/** Shorter than the pause between two tries of a scenario, ms. */
const MAX_MARGIN_MS = 10;

/** The timeline of a run, from the harness's events and the probe's trace, if there is one. */
export function timelineOf(run: RunRecord): Timeline {
  const lanes = byEnvironment([jsLane(run), ...tracedLanes(run)]);
  const times = lanes.flatMap(({ spans, marks, beats }) => [
    ...spans.flatMap(({ startMs, endMs }) => [startMs, endMs]),
    ...marks.map(({ atMs }) => atMs),
    ...beats,
  ]);
  const queues = run.trace ? { queues: queuesIn(run.trace) } : {};
  if (times.length === 0) return { startMs: 0, endMs: 1, lanes, ...queues };
  return { startMs: Math.min(...times), endMs: Math.max(...times), lanes, ...queues };
}

/** The lanes of each environment follow each other; those that belong to none come last. Otherwise, the order stays. */
function byEnvironment(lanes: readonly Lane[]): Lane[] {
  const rank = ({ environment = Number.MAX_SAFE_INTEGER }: Lane) => environment;
  return [...lanes].sort((a, b) => rank(a) - rank(b));
}

/**
 * The part of a timeline between two times, with a small margin. Empty lanes are left out, and the remaining workers are
 * renumbered in the order of their first span or mark.
 * @param fromMs ms since the run's origin
 * @param toMs ms since the run's origin
 */
export function windowOf(timeline: Timeline, fromMs: number, toMs: number): Timeline {
  const margin = Math.min((toMs - fromMs) * 0.04, MAX_MARGIN_MS);
  const [startMs, endMs] = [fromMs - margin, toMs + margin];
  const inside = (t: number) => t >= startMs && t <= endMs;
  const lanes = timeline.lanes.map((lane) => ({
    ...lane,
    spans: lane.spans
      .filter((span) => span.endMs >= startMs && span.startMs <= endMs)
      .map((span) => cut(span, startMs, endMs)),
    marks: lane.marks.filter(({ atMs }) => inside(atMs)),
    beats: lane.beats.filter(inside),
  }));
  const used = lanes.filter(({ spans, marks, beats }) => spans.length + marks.length + beats.length > 0);
  return { ...timeline, startMs, endMs, lanes: renumberWorkers(used) };
}

function cut(span: Span, startMs: number, endMs: number): Span {
  if (span.startMs >= startMs && span.endMs <= endMs) return span;
  return {
    ...span,
    startMs: Math.max(span.startMs, startMs),
    endMs: Math.min(span.endMs, endMs),
    wholeMs: span.endMs - span.startMs,
  };
}

function renumberWorkers(lanes: readonly Lane[]): Lane[] {
  const firstSeen = ({ spans, marks }: Lane) =>
    Math.min(...spans.map(({ startMs }) => startMs), ...marks.map(({ atMs }) => atMs));
  const workers = lanes
    .filter(({ kind }) => kind === 'worker')
    .sort((a, b) => firstSeen(a) - firstSeen(b))
    .map((lane, index) => ({ ...lane, id: `worker-${index + 1}` }));
  return [...lanes.filter(({ kind }) => kind !== 'worker'), ...workers];
}

/** The timeline from the first to the last span or mark, without the time to load the program. */
export function busyPart(timeline: Timeline): Timeline {
  const spans = timeline.lanes.flatMap(({ spans }) => spans);
  const marks = timeline.lanes.flatMap(({ marks }) => marks.map(({ atMs }) => atMs));
  if (spans.length + marks.length === 0) return timeline;
  const from = Math.min(...spans.map(({ startMs }) => startMs), ...marks);
  return windowOf(timeline, from, Math.max(...spans.map(({ endMs }) => endMs), ...marks));
}
