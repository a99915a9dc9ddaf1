/** Judges of `delay(ms, callback)`. Each returns what is wrong, or `undefined`. */
import { crash } from '../../course/process-verdicts.js';
import { calledAnotherFile, loadsOnReference } from '../../course/reference-verdicts.js';
import { describeEnding, endingOrActivity } from '../../harness/parent/describe-ending.js';
import { endingOf, eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import { recordsOf } from '../../probe/trace.js';
import { finding, findingFrom, type Verdict } from '../../report/finding.js';
import { type Call, callsOf, roundMs, singleCalls, triesOf } from './calls.js';
import { waitingForJsThread } from './deadlock.js';
import { queuedWorkFirst, whyNoCallback } from './evidence.js';
import { jsThreadFree } from './js-thread.js';

/** Tolerance for early callbacks, ms: timers and the clocks of some systems count in whole milliseconds. */
export const CLOCK_STEP_MS = 1;

/**
 * Work that takes longer did not take the duration of one of the short calls beside it, ms. What is left of a duration in
 * a byte is more than that.
 */
const LONGER_THAN_ANOTHER_MS = 100;

/** Judges that `delay` returns before it waits and before it calls back. */
export function returnsAtOnce(run: RunRecord): Verdict {
  const calls = callsOf(run);
  for (const call of calls) {
    const { ms, calledAt, returnedAt, error } = call;
    if (returnedAt === undefined) {
      const waiting = waitingForJsThread(run, call);
      if (!waiting) return finding('returns-at-once.never', { ms });
      return finding(`returns-at-once.${waiting.task}`, { ms, took: waiting.took });
    }
    if (error !== undefined) return finding('returns-at-once.threw', { ms, error });
    const inside = call.callbacks.find(({ at }) => at < returnedAt);
    if (inside) {
      const took = inside.at - calledAt;
      const allInside = queuedWorkFirst(run, call) ? 'old-lines' : 'all-inside';
      return finding(`returns-at-once.${took < ms || ms === 0 ? 'called-back-inside' : allInside}`, {
        ms,
        took: roundMs(took),
      });
    }
  }
  const [first, ...others] = singleCalls(run);
  // On a busy machine, a call that only queues its work may take as long, but most of it waits for a processor.
  const blocked = ({ ms, calledAt, returnedAt, heldMs }: Call) =>
    returnedAt! - calledAt >= ms && heldMs >= ms / 2;
  if (!first || !blocked(first) || !others.every(blocked)) return undefined;
  const took = roundMs(first.returnedAt! - first.calledAt);
  const situation = [first, ...others].every((call) => queuedWorkFirst(run, call)) ? 'still-waits' : 'late';
  return finding(`returns-at-once.${situation}`, { ms: first.ms, took, tries: others.length + 1 });
}

/** Judges that each call calls back exactly once. */
export function callsBackOnce(run: RunRecord): Verdict {
  for (const call of callsOf(run)) {
    const { ms, callbacks } = call;
    if (callbacks.length === 0) {
      const other = callsOf(run).find((one) => one.callbacks.length > 1);
      if (other) {
        const values = { ms, otherMs: other.ms, count: other.callbacks.length };
        return finding('calls-back-once.another-callback', values);
      }
      const cutOff = endingOf(run).kind === 'cut-off';
      const { situation, took } = whyNoCallback(run, call) ?? {
        situation: cutOff ? 'still-waiting' : 'never',
        took: 0,
      };
      return finding(`calls-back-once.${situation}`, { ms, took });
    }
    if (callbacks.length > 1) return finding('calls-back-once.often', { ms, count: callbacks.length });
  }
  return undefined;
}

/** Judges that each callback is called without arguments. */
export function noArguments(run: RunRecord): Verdict {
  for (const { ms, callbacks } of callsOf(run)) {
    const given = callbacks.find(({ args }) => args > 0);
    if (given) return finding('no-arguments.some', { ms, count: given.args, first: given.first ?? '' });
  }
  return undefined;
}

/** Judges that no callback of a call that was made alone comes early. */
export function singleCallsWait(run: RunRecord): Verdict {
  return noneIsEarly(run, singleCalls(run));
}

/** Judges that no callback comes early, and that the waits depend on the durations asked for. */
export function waitsLongEnough(run: RunRecord): Verdict {
  const calls = callsOf(run);
  const early = noneIsEarly(run, calls);
  if (early) return early;
  // The durations differ by more than a second, so the waits must differ by at least half as much.
  const asked = calls.map(({ ms }) => ms);
  if (triesOf(run, 'overlapping-calls').length === 0) return undefined;
  const waits = calls.map(waitOf);
  if (spread(waits) >= spread(asked) / 2) return undefined;
  const [least, most] = [Math.min(...asked), Math.max(...asked)];
  return finding('waits-long-enough.constant', { least, most, took: roundMs(Math.min(...waits)) });
}

function noneIsEarly(run: RunRecord, calls: readonly Call[]): Verdict {
  const isEarly = (call: Call) => waitOf(call) < call.ms - CLOCK_STEP_MS;
  const early = calls.find(isEarly);
  if (!early) return undefined;
  const values = { ms: early.ms, took: roundMs(waitOf(early)) };
  if (nothingWaits(run)) return finding('waits-long-enough.not-at-all', values);
  if (noOtherThread(run)) return finding('waits-long-enough.by-a-timer', values);
  const long = callsOf(run).filter(({ ms }) => ms >= 100);
  const short = long.filter(({ ms }) => ms < 1_000);
  // Calls that overlap may share one duration, and then each waits about as long as another. This one did not wait.
  const waitsForNone = waitOf(early) < Math.min(...long.map(({ ms }) => ms)) / 8;
  const onlyOverASecond = waitsForNone && short.length > 0 && !short.some(isEarly);
  return finding(`waits-long-enough.${onlyOverASecond ? 'over-a-second' : 'early'}`, values);
}

/** Whether the add-on used neither the pool nor a thread of its own: then only the event loop can have waited. */
function noOtherThread(run: RunRecord): boolean {
  return run.trace !== undefined && recordsOf(run.trace, 'work-queued', 'thread-created').length === 0;
}

/** Compares sums over the long calls: a busy machine delays each of them by about as much, however long it is. */
function nothingWaits(run: RunRecord): boolean {
  const long = callsOf(run).filter(({ ms }) => ms >= 100);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return sum(long.map(waitOf)) < sum(long.map(({ ms }) => ms)) / 8;
}

function waitOf({ callbacks, calledAt }: Call): number {
  return callbacks[0]!.at - calledAt;
}

/** Judges that a short call that starts later calls back before a long one. */
export function callsOverlap(run: RunRecord): Verdict {
  for (const events of triesOf(run, 'overlapping-calls')) {
    const ids = events.flatMap((event) => (event.kind === 'call' ? [event.id] : []));
    const [long, medium, short] = ids.map((id) => callsOf(run).find((call) => call.id === id)!);
    if (!long || !medium || !short || long.callbacks[0]!.at > short.callbacks[0]!.at) continue;
    const took = roundMs(short.callbacks[0]!.at - short.calledAt);
    return finding('calls-overlap.one-by-one', { long: long.ms, short: short.ms, took });
  }
  return undefined;
}

/** Judges that the add-on's own `delay` calls back. Other judges depend on it. */
export function addonCallsBack(alone: RunRecord): Verdict {
  const silent = crash(alone) ? undefined : callsBackOnce(alone);
  return silent && findingFrom('on-thread-pool.add-on-alone', silent);
}

/** Judges that the work waits for a pool thread: there is no callback while the only one is busy. */
export function onThreadPool(run: RunRecord): Verdict {
  const call = callsOf(run)[0];
  const opened = eventsOf(run, 'open-gate')[0];
  const calledBack = call?.callbacks[0];
  if (calledBack && opened) {
    if (calledBack.at >= opened.t) return undefined;
    return finding('on-thread-pool.elsewhere', {
      ms: call.ms,
      took: roundMs(calledBack.at - call.calledAt),
    });
  }
  if (call && call.returnedAt === undefined) return finding('on-thread-pool.waits-for-it', { ms: call.ms });
  const ending = describeEnding(run);
  return ending
    ? finding('on-thread-pool.ended-early', { ending })
    : finding('on-thread-pool.never-called-back', { ms: call?.ms ?? '?' });
}

/** Judges that each call waits for its own duration, even if other calls are made before its work starts. */
export function waitsItsOwnTime(crowdedPool: RunRecord): Verdict {
  const calls = callsOf(crowdedPool).filter(({ callbacks }) => callbacks.length > 0);
  const opened = eventsOf(crowdedPool, 'open-gate')[0]?.t ?? 0;
  // The pool has one thread: the work of a call runs after the one before it.
  const workTook = ({ callbacks: [first], calledAt }: Call) =>
    first!.at -
    Math.max(
      opened,
      calledAt,
      ...calls.map(({ callbacks }) => callbacks[0]!.at).filter((at) => at < first!.at),
    );
  const early = calls.find(
    (call) => waitOf(call) < call.ms - CLOCK_STEP_MS && workTook(call) < LONGER_THAN_ANOTHER_MS,
  );
  const other = calls.findLast(({ ms }) => early && ms < early.ms);
  if (!early || !other) return undefined;
  const values = { ms: early.ms, took: roundMs(waitOf(early)), other: other.ms };
  return finding('waits-long-enough.another-calls', values);
}

/** Judges that callbacks survive garbage collections. @param run its callbacks are kept alive only by the add-on */
export function survivesGc(run: RunRecord): Verdict {
  const failure = crash(run);
  if (failure) return findingFrom('survives-gc.crashed', failure);
  const lost = callsOf(run).find(({ callbacks }) => callbacks.length !== 1);
  return lost && finding('survives-gc.lost', { ms: lost.ms, count: lost.callbacks.length });
}

/**
 * Judges that the add-on does the work.
 * @param onReference the learner's JavaScript on the reference add-on
 * @param alone the learner's add-on without their JavaScript
 */
export function nativeWork(onReference: RunRecord, alone: RunRecord): Verdict {
  const call = callsOf(onReference)[0];
  const nativeCalls = eventsOf(onReference, 'observation').filter(({ name }) => name === 'native-call');
  const nativeEnd = eventsOf(onReference, 'observation').find(({ name }) => name === 'native-end');
  if (!call || !nativeEnd)
    return (
      loadsOnReference(onReference) ??
      finding('native-work.ended-early', { ending: endingOrActivity(onReference) })
    );
  const { ms } = call;
  const elsewhere = calledAnotherFile(onReference, `delay(${ms}, callback)`, 'delay');
  if (nativeCalls.length === 0 && elsewhere) return elsewhere;
  if (nativeCalls.length !== 1) return finding('native-work.calls', { ms, count: nativeCalls.length });
  const asked = nativeCalls[0]!.value;
  if (asked !== String(ms)) return finding('native-work.other-ms', { ms, asked });
  if (call.callbacks.some(({ at }) => at < nativeEnd.t)) return finding('native-work.did-not-wait', { ms });
  if (call.callbacks.length !== 1)
    return finding('native-work.no-callback', { ms, count: call.callbacks.length });

  const reason =
    returnsAtOnce(alone) ??
    callsBackOnce(alone) ??
    noArguments(alone) ??
    tooEarly(alone) ??
    jsThreadFree(alone);
  return reason && findingFrom('native-work.add-on-alone', reason);
}

function tooEarly(run: RunRecord): Verdict {
  const early = callsOf(run).find((call) => call.callbacks[0]!.at - call.calledAt < call.ms - CLOCK_STEP_MS);
  return (
    early &&
    finding('waits-long-enough.early', {
      ms: early.ms,
      took: roundMs(early.callbacks[0]!.at - early.calledAt),
    })
  );
}

function spread(numbers: readonly number[]): number {
  return Math.max(...numbers) - Math.min(...numbers);
}
