import type { RunRecord } from '../../src/harness/parent/run-record.js';
import { type Timeline, timelineOf, windowOf } from '../../src/timeline/timeline.js';

/** How much time before the first environment of a worker to draw, ms. */
const DRAWN_BEFORE_MS = 20;

/** The part of a run to draw: the time in which there are several environments. */
export function severalEnvironments(run: RunRecord): Timeline {
  const whole = timelineOf(run);
  const begins = whole.lanes.flatMap(({ spans }) =>
    spans.filter(({ name }) => name === 'environment').map(({ startMs }) => startMs),
  );
  if (begins.length === 0) return whole;
  return windowOf(whole, Math.min(...begins) - DRAWN_BEFORE_MS, whole.endMs);
}
