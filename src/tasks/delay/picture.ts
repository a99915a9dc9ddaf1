import type { RunRecord } from '../../harness/parent/run-record.js';
import { type Timeline, timelineOf, windowOf } from '../../timeline/timeline.js';
import { triesOf } from './calls.js';

/** What is worth seeing of a run: the overlapping calls or, where it did not get so far, the first single call. */
export function pictureOf(run: RunRecord): Timeline {
  const whole = timelineOf(run);
  const events = triesOf(run, 'overlapping-calls')[0] ?? triesOf(run, 'single-call')[0] ?? [];
  const from = events.find(({ kind }) => kind === 'call')?.t ?? whole.startMs;
  const lastCallback = events.findLast(({ kind }) => kind === 'callback')?.t;
  return windowOf(whole, from, lastCallback ?? whole.endMs);
}
