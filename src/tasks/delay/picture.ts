import type { RunRecord } from '../../harness/parent/run-record.js';
import type { HarnessEvent } from '../../harness/protocol.js';
import type { Finding } from '../../report/finding.js';
import { type Timeline, timelineOf, windowOf } from '../../timeline/timeline.js';
import { msOf, triesOf } from './calls.js';

/** The shortest window to draw, ms, so that a call that ends at once does not look long. */
const MIN_WINDOW_MS = 50;

/**
 * The part of a run to draw: the overlapping calls or, if there were none, the first single call.
 * @param finding selects the calls among which is the one that it is about
 */
export function drawnCalls(run: RunRecord, finding?: Finding): Timeline {
  const ms = msOfFinding(finding);
  const whole = timelineOf(run);
  const tries = ['overlapping-calls', 'single-call', 'zero-call'].flatMap((step) => triesOf(run, step));
  const withFinding = tries.find((events) => events.some((event) => ms !== undefined && msOf(event) === ms));
  const events = withFinding ?? tries[0] ?? [];
  const from = events.find(({ kind }) => kind === 'call')?.t ?? whole.startMs;
  const lastCallback = events.findLast(({ kind }) => kind === 'callback')?.t;
  const to = Math.max(lastCallback ?? whole.endMs, ...missed(events));
  return windowOf(whole, from, events.length === 0 ? to : Math.max(to, from + MIN_WINDOW_MS));
}

/** When callbacks were due that were not called, ms since the run's origin. */
function missed(events: readonly HarnessEvent[]): number[] {
  const calledBack = events.flatMap((event) => (event.kind === 'callback' ? [event.id] : []));
  return events.flatMap((event) =>
    event.kind === 'call' && !calledBack.includes(event.id) ? [event.t + (msOf(event) ?? 0)] : [],
  );
}

/** The duration of the call that a finding is about, ms; `undefined` if it is not about one. */
export function msOfFinding(finding: Finding | undefined): number | undefined {
  return typeof finding?.values.ms === 'number' ? finding.values.ms : undefined;
}
