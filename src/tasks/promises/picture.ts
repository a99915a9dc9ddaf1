import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import type { Finding } from '../../report/finding.js';
import { type Timeline, timelineOf, windowOf } from '../../timeline/timeline.js';

/** The shortest window to draw, ms. */
const MIN_WINDOW_MS = 1;

/**
 * The part of a run to draw: one call, from its beginning until its promise is settled.
 * @param finding selects the call that it is about
 * @param otherwise the id of the call to draw if there is none; by default, the first one
 */
export function drawnCall(run: RunRecord, finding?: Finding, otherwise?: number): Timeline {
  const whole = timelineOf(run);
  const calls = eventsOf(run, 'call');
  const call =
    calls.find(({ what }) => what === finding?.values.call) ??
    calls.find(({ id }) => id === otherwise) ??
    calls[0];
  if (!call) return whole;
  const settled = [...eventsOf(run, 'resolve'), ...eventsOf(run, 'reject')].find(({ id }) => id === call.id);
  return windowOf(whole, call.t, Math.max(settled?.t ?? whole.endMs, call.t + MIN_WINDOW_MS));
}
