import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import type { Finding } from '../../src/report/finding.js';
import * as promises from '../../src/tasks/promises/picture.js';
import type { Timeline } from '../../src/timeline/timeline.js';

/** The part of a run to draw: the call that a finding is about, or the first one that was aborted while it ran. */
export function drawnCall(run: RunRecord, found?: Finding): Timeline {
  const aborted = eventsOf(run, 'observation').find(({ name }) => name.startsWith('aborting-'));
  return promises.drawnCall(run, found, Number(aborted?.name.slice('aborting-'.length)));
}
