/** Judges of the JS thread: whether anything held it while calls of `delay` waited. */
import { undecided } from '../../course/task.js';
import { heldTooLong, longestHold } from '../../harness/held.js';
import { lastActivity } from '../../harness/parent/describe-ending.js';
import { endingOf, eventsOf, isDone, type RunRecord } from '../../harness/parent/run-record.js';
import { type HarnessEvent, ownTime } from '../../harness/protocol.js';
import { finding, type Verdict } from '../../report/finding.js';
import { msOf, roundMs, triesOf } from './calls.js';

/** After this long without a sign of life, the JS thread counts as stuck, ms. */
const STUCK_MS = 5_000;

/** Whether the JS thread had not given a sign of life for a long time when the run was cut off. */
export function jsThreadStuck(run: RunRecord): boolean {
  const ending = endingOf(run);
  return ending.kind === 'cut-off' && !isDone(run) && ending.at - (run.events.at(-1)?.t ?? 0) > STUCK_MS;
}

/** The verdict of the judge. A stuck JS thread also keeps callbacks from being called: a later check reports that. */
export function unlessStuck(run: RunRecord, judge: (run: RunRecord) => Verdict): Verdict | typeof undecided {
  return jsThreadStuck(run) ? undecided : judge(run);
}

/** Judges that the JS thread is free while the calls wait. It fails only if the thread is held in every try. */
export function jsThreadFree(run: RunRecord): Verdict {
  if (jsThreadStuck(run)) {
    const last = run.events.at(-1)!;
    return finding('js-thread-free.stuck', {
      during: lastActivity(run),
      held: roundMs(run.cutOffAt! - last.t),
    });
  }
  for (const kind of ['single-call', 'overlapping-calls']) {
    const tries = triesOf(run, kind);
    const holds = tries.map((events) => longestHold(events.map(ownTime)));
    if (tries.length === 0 || !holds.every(heldTooLong)) continue;
    const least = holds.indexOf(Math.min(...holds));
    return finding(`js-thread-free.held-${placeOfHold(tries[least]!)}`, {
      held: roundMs(holds[least]!),
      ms: tries[least]!.map(msOf).find((ms) => ms !== undefined) ?? '?',
      tries: tries.length,
    });
  }
  return undefined;
}

/**
 * Judges that the first call of a process, which may set something up, does not hold the JS thread either.
 * @param runs of several processes; it fails only if the first call holds the thread in all of them, because a busy
 * machine may delay one
 */
export function firstCallFree(runs: readonly RunRecord[]): Verdict {
  const firsts = runs.map((run) => eventsOf(run, 'call')[0]);
  const holds = runs.map((run, index) => {
    const returned = eventsOf(run, 'return').find(({ id }) => id === firsts[index]?.id);
    return returned && reportsCpuWait(run) ? ownTime(returned) - ownTime(firsts[index]!) : 0;
  });
  const least = Math.min(...holds);
  if (!heldTooLong(least)) return undefined;
  const ms = msOf(firsts[holds.indexOf(least)]!) ?? '?';
  return finding('js-thread-free.first-call', { ms, held: roundMs(least), processes: runs.length });
}

/** Whether the system reports how long the JS thread waited for a processor. If not, a single call proves nothing. */
export function reportsCpuWait({ events }: RunRecord): boolean {
  return events.some(({ waited = 0 }) => waited > 0);
}

/** Where the longest hold is: in the call, after the callback, or between them. */
function placeOfHold(events: readonly HarnessEvent[]): 'in-call' | 'after-callback' | 'between' {
  const hold = longestHold(events.map(ownTime));
  const after = events.findIndex(
    (event, index) => index > 0 && ownTime(event) - ownTime(events[index - 1]!) === hold,
  );
  if (events[after]?.kind === 'return') return 'in-call';
  return events[after - 1]?.kind === 'callback' ? 'after-callback' : 'between';
}
