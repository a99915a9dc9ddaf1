import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import type { Finding } from '../../src/report/finding.js';
import { streamsOf } from '../../src/tasks/stream/streams.js';
import { type Timeline, timelineOf, windowOf } from '../../src/timeline/timeline.js';

/** How much time before the call to draw, ms. */
const DRAWN_BEFORE_MS = 10;
/** How much time after `stop()` to draw, ms. */
const DRAWN_AFTER_MS = 50;
/** How much to draw at most after the call has returned, ms. */
const DRAWN_MS = 150;

/** The part of a run to draw: the call and the ticks before the drive blocks the JS thread. */
export function drawnCall(run: RunRecord, found?: Finding): Timeline {
  const whole = timelineOf(run);
  const watch = streamsOf(run)[0];
  if (!watch) return whole;
  const from = watch.calledAt - DRAWN_BEFORE_MS;
  const stopping = eventsOf(run, 'step').find(({ name }) => name === 'stopping')?.t;
  const isAboutStop = found?.situation.startsWith('stop-ends-it') ?? false;
  const last = watch.stops[0]?.returnedAt ?? whole.endMs;
  if (isAboutStop) {
    const to = Math.min(last + DRAWN_AFTER_MS, (stopping ?? from) + 2 * DRAWN_MS);
    return windowOf(whole, (stopping ?? from) - DRAWN_BEFORE_MS, to);
  }
  const to = (watch.returnedAt ?? from) + DRAWN_MS;
  return windowOf(whole, from, Math.min(to, stopping ?? whole.endMs));
}
