import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import type { Finding } from '../../src/report/finding.js';
import * as promises from '../../src/tasks/promises/picture.js';
import type { Timeline } from '../../src/timeline/timeline.js';

const NOTHING: Timeline = { startMs: 0, endMs: 0, lanes: [] };

/**
 * The part of a run to draw: the call that a finding is about, or the first one that was aborted after it was made. For a
 * call of another run, there is nothing to draw.
 */
export function drawnCall(run: RunRecord, found?: Finding): Timeline {
  const call = found?.values.call;
  if (call !== undefined && !eventsOf(run, 'call').some(({ what }) => what === call)) return NOTHING;
  return promises.drawnCall(run, found, Math.min(...eventsOf(run, 'abort').map(({ id }) => id)));
}
