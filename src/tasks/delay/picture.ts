import type { RunRecord } from '../../harness/parent/run-record.js';
import type { HarnessEvent } from '../../harness/protocol.js';
import type { Finding } from '../../report/finding.js';
import { type Timeline, timelineOf, windowOf } from '../../timeline/timeline.js';
import { msOf, triesOf } from './calls.js';

/** What is over at once is not drawn as if it had taken long, ms. */
const SHORTEST_MS = 50;

/**
 * What is worth seeing of a run: the overlapping calls or, where it did not get so far, the first single call.
 * @param finding then the calls among which there is the one that it speaks of
 */
export function drawnCalls(run: RunRecord, finding?: Finding): Timeline {
  const ms = msIn(finding);
  const whole = timelineOf(run);
  const tries = ['overlapping-calls', 'single-call', 'zero-call'].flatMap((step) => triesOf(run, step));
  const spokenOf = tries.find((events) => events.some((event) => ms !== undefined && msOf(event) === ms));
  const events = spokenOf ?? tries[0] ?? [];
  const from = events.find(({ kind }) => kind === 'call')?.t ?? whole.startMs;
  const lastCallback = events.findLast(({ kind }) => kind === 'callback')?.t;
  const to = Math.max(lastCallback ?? whole.endMs, ...missed(events));
  return windowOf(whole, from, events.length === 0 ? to : Math.max(to, from + SHORTEST_MS));
}

/** When callbacks were due that did not come. */
function missed(events: readonly HarnessEvent[]): number[] {
  const answered = events.flatMap((event) => (event.kind === 'callback' ? [event.id] : []));
  return events.flatMap((event) =>
    event.kind === 'call' && !answered.includes(event.id) ? [event.t + (msOf(event) ?? 0)] : [],
  );
}

/** How long the call that the finding speaks of was to wait, where it speaks of one, ms. */
export function msIn(finding: Finding | undefined): number | undefined {
  return typeof finding?.values.ms === 'number' ? finding.values.ms : undefined;
}
