import type { RunRecord } from '../../harness/parent/run-record.js';
import type { HarnessEvent } from '../../harness/protocol.js';
import type { Failure } from '../../report/check.js';
import { type Timeline, timelineOf, windowOf } from '../../timeline/timeline.js';
import { triesOf } from './calls.js';

/** What is over at once is not drawn as if it had taken long, ms. */
const SHORTEST_MS = 50;

/**
 * What is worth seeing of a run: the overlapping calls or, where it did not get so far, the first single call.
 * @param ms what a failure speaks of: then the calls among which there is one of that many ms
 */
export function pictureOf(run: RunRecord, ms?: number): Timeline {
  const whole = timelineOf(run);
  const tries = ['overlapping-calls', 'single-call', 'zero-call'].flatMap((step) => triesOf(run, step));
  const spokenOf = tries.find((events) => events.some((event) => event.kind === 'call' && event.ms === ms));
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
    event.kind === 'call' && !answered.includes(event.id) ? [event.t + event.ms] : [],
  );
}

/** The delay of the call that the failure speaks of, where it speaks of one. */
export function msOf({ situation }: Failure): number | undefined {
  return typeof situation?.values.ms === 'number' ? situation.values.ms : undefined;
}
