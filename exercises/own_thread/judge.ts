/** Judges of `watchCounter`. Each returns what is wrong, or `undefined`. */
import { crash } from '../../src/course/process-verdicts.js';
import { calledAnotherFile, loadsOnReference } from '../../src/course/reference-verdicts.js';
import { describeEnding, endingOrActivity } from '../../src/harness/parent/describe-ending.js';
import { endingOf, eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { recordsOf } from '../../src/probe/trace.js';
import { finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { PACE_MS } from './params.js';
import { type StopCall, type Tick, type Watch, watchesOf } from './watches.js';

/** Judges that `watchCounter` returns a function, before the first tick. */
export function returnsStop(run: RunRecord): Verdict {
  for (const { returnedAt, error, returned, ticks } of watchesOf(run)) {
    if (returnedAt === undefined) {
      if (ticks.length > 0) return finding('returns-stop.counts-inside', { count: ticks.length });
      return finding('returns-stop.never-returned', { ending: endingOrActivity(run) });
    }
    if (error !== undefined) return finding('returns-stop.threw', { error });
    const inside = ticks.filter(({ at }) => at < returnedAt).length;
    if (inside > 0) return finding('returns-stop.tick-inside', { count: inside });
    if (returned !== 'function') return finding('returns-stop.not-a-function', { type: returned ?? '?' });
  }
  return undefined;
}

/** Judges that every watcher gets the numbers from 1 on, in order. @param wanted how many ticks the drive waits for */
export function countsInOrder(run: RunRecord, wanted: number): Verdict {
  for (const watch of watchesOf(run)) {
    const wrong = wrongNumber(run, watch) ?? tooFew(run, watch, wanted);
    if (wrong) return wrong;
  }
  return undefined;
}

function wrongNumber(run: RunRecord, { ticks }: Watch): Verdict {
  for (const [index, { args, first = '', type }] of ticks.entries()) {
    const number = index + 1;
    if (args !== 1 || type !== 'number')
      return finding('counts-in-order.not-a-number', {
        number,
        args: { text: 'counter.arguments', values: { count: args } },
        first: args === 0 ? '' : { text: 'counter.first', values: { first, type: type ?? '' } },
      });
    if (Number(first) === number) continue;
    if (index === 0) return finding('counts-in-order.starts-at', { first });
    const before = index;
    if (Number(first) <= before) {
      const key = Number(first) === before ? 'twice' : 'order';
      return finding(`counts-in-order.${key}`, { before, first });
    }
    const full = run.trace && recordsOf(run.trace, 'function-answered').some(isQueueFull);
    return finding(`counts-in-order.${full ? 'queue-full' : 'lost'}`, { before, first });
  }
  return undefined;
}

function isQueueFull({ status }: { readonly status: string }): boolean {
  return status === 'napi_queue_full';
}

function tooFew(run: RunRecord, { ticks, stops, calledAt }: Watch, wanted: number): Verdict {
  const count = ticks.length;
  if (count >= wanted || stops.length > 0) return undefined;
  // A process that ended by itself may still crash after that, because the thread is running.
  if (eventsOf(run, 'drained').length > 0) {
    const unref = run.trace && recordsOf(run.trace, 'function-unref').length > 0;
    return finding(`counts-in-order.${unref ? 'unref' : 'drained'}`, { count });
  }
  const refused =
    run.trace &&
    recordsOf(run.trace, 'function-answered').find(({ t, status }) => t >= calledAt && status !== 'napi_ok');
  if (refused) return finding('counts-in-order.refused', { count, status: refused.status });
  if (endingOf(run).kind === 'cut-off') return finding('counts-in-order.stopped', { count });
  return finding('counts-in-order.ended', { count, ending: endingOrActivity(run) });
}

/** A clock that is read in steps may be ahead by this much, ms. */
const TOLERANCE_MS = 2;

/** Judges that the thread waits between two numbers. Only what comes too early is evidence. */
export function waitsBetweenTicks(run: RunRecord): Verdict {
  for (const { ticks, stops, calledAt } of watchesOf(run)) {
    const until = stops[0]?.calledAt ?? Number.POSITIVE_INFINITY;
    const calls = run.trace ? recordsOf(run.trace, 'function-called') : [];
    const sent = calls.filter(({ t }) => t >= calledAt && t < until).map(({ t }) => t);
    const came = ticks.map(({ at }) => at);
    const fast = tooFast('sent-too-fast', calledAt, sent) ?? tooFast('too-fast', calledAt, came);
    if (fast) return fast;
  }
  return undefined;
}

/** @param times since the run's origin, in order, ms */
function tooFast(
  situation: SituationOfCheck<'waits-between-ticks'>,
  calledAt: number,
  times: readonly number[],
): Verdict {
  const count = times.length;
  const least = (count - 1) * PACE_MS;
  const took = (times.at(-1) ?? 0) - calledAt;
  if (count === 0 || took >= least * 0.8 - TOLERANCE_MS) return undefined;
  return finding(`waits-between-ticks.${situation}`, { count, took: Math.round(took), least });
}

/** Judges that a tick comes while the pool's only thread is held. */
export function leavesPoolAlone(crowdedPool: RunRecord): Verdict {
  if (observation(crowdedPool, 'pool-freed') !== 'without-ticks') return undefined;
  const freed = eventsOf(crowdedPool, 'open-gate')[0]?.t ?? 0;
  const ticks = watchesOf(crowdedPool).flatMap((watch) => watch.ticks);
  const before = ticks.filter(({ at }) => at < freed).length;
  // On a very busy machine, a few ticks may take that long. What waits for the pool sends none.
  if (before > 0) return undefined;
  return finding(`leaves-pool-alone.${ticks.length > 0 ? 'waits-for-pool' : 'no-ticks'}`);
}

/** Judges that each `stop()` returns, that no tick comes after it, and that a second call is harmless. */
export function stopEndsIt(run: RunRecord): Verdict {
  for (const { ticks, stops } of watchesOf(run)) {
    const [first, second] = stops;
    if (!first) continue;
    const wrong = stopReturns(run, first) ?? noLateTick(run, first, ticks);
    if (wrong) return wrong;
    if (!second) continue;
    if (second.returnedAt === undefined) return finding('stop-ends-it.second-never-returned');
    if (second.error !== undefined) return finding('stop-ends-it.second-threw', { error: second.error });
  }
  return undefined;
}

function noLateTick({ trace }: RunRecord, { returnedAt = 0 }: StopCall, ticks: readonly Tick[]): Verdict {
  const late = ticks.filter(({ at }) => at > returnedAt);
  if (!late[0]) return undefined;
  const sent = trace && recordsOf(trace, 'function-called').filter(({ t }) => t > returnedAt).length;
  const isDetached = trace && recordsOf(trace, 'thread-detached').length > 0;
  // Between setting a flag and looking at it, a thread may send one number more.
  if (sent !== undefined && sent > 1)
    return finding(`stop-ends-it.${isDetached ? 'detached' : 'still-counting'}`, { count: sent });
  return finding('stop-ends-it.late', { count: late.length, first: late[0].first ?? '?' });
}

/** A thread that called this shortly before the end of a run was still going on, ms. */
const RECENT_MS = 1_000;

function stopReturns(run: RunRecord, { calledAt, returnedAt, error }: StopCall): Verdict {
  if (error !== undefined) return finding('stop-ends-it.threw', { error });
  if (returnedAt !== undefined || endingOf(run).kind !== 'cut-off') return undefined;
  const { trace } = run;
  if (!trace || trace.lost > 0) return finding('stop-ends-it.never-returned');
  const calls = recordsOf(trace, 'function-called', 'function-answered');
  const last = calls.at(-1);
  if (last?.kind === 'function-called') return finding('stop-ends-it.full-queue');
  const after = calls.filter(({ kind, t }) => kind === 'function-called' && t > calledAt);
  const isGoingOn = (after.at(-1)?.t ?? 0) > (run.cutOffAt ?? 0) - RECENT_MS;
  if (isGoingOn) return finding('stop-ends-it.goes-on', { count: after.length });
  return finding('stop-ends-it.never-returned');
}

/** Judges the same when `stop()` is called from inside a tick. */
export function stopsInTick(run: RunRecord, packageFolder: string): Verdict {
  const failure = crash(run, packageFolder) ?? stopEndsIt(run);
  return failure && findingFrom('stop-in-tick.fails', failure);
}

/** Judges that two watchers do not share anything. @param ticks how many each of them waits for at least */
export function watchersAreSeparate(run: RunRecord, ticks: number, packageFolder: string): Verdict {
  const failure =
    crash(run, packageFolder) ?? returnsStop(run) ?? countsInOrder(run, ticks) ?? stopEndsIt(run);
  if (failure) return findingFrom('two-watchers.fails', failure);
  const [first, second] = watchesOf(run);
  if (!first || !second || second.stops.length > 0) return undefined;
  return finding('two-watchers.ended-both', { count: second.ticks.length });
}

/** Judges that an error thrown by `onTick` becomes an uncaught exception. @param special the tick that throws */
export function errorsAreUncaught(run: RunRecord, special: number): Verdict {
  const uncaught = eventsOf(run, 'observation').filter(({ name }) => name === 'uncaught');
  const [first] = uncaught;
  const { kind } = endingOf(run);
  if (!first && (kind === 'crashed' || kind === 'vanished'))
    return finding('errors-are-uncaught.crashed', { ending: describeEnding(run) ?? '' });
  const count = watchesOf(run)[0]?.ticks.length ?? 0;
  if (!first && count >= special) return finding('errors-are-uncaught.swallowed', { special });
  if (first && first.value !== 'the-error')
    return finding('errors-are-uncaught.another', { error: first.value });
  if (uncaught.length > 1) return finding('errors-are-uncaught.often', { count: uncaught.length });
  const reason = (first && kind === 'crashed' ? crash(run) : undefined) ?? stopEndsIt(run);
  if (reason) return findingFrom('errors-are-uncaught.then', reason);
  if (observation(run, 'went-on') !== undefined) return undefined;
  return finding('errors-are-uncaught.no-more-ticks', { special, count });
}

/** Judges that `onTick` survives garbage collections. @param run it is kept alive only by the add-on */
export function survivesGc(run: RunRecord, wanted: number): Verdict {
  const failure = crash(run);
  if (failure) return findingFrom('survives-gc.crashed', failure);
  const reason = countsInOrder(run, wanted);
  return reason && findingFrom('survives-gc.ticks-lost', reason);
}

/** Judges that the package's JavaScript passes everything on. @param reference how many ticks the reference add-on sends */
export function passesOn(run: RunRecord, reference: number): Verdict {
  const call = 'watchCounter(onTick)';
  const observations = eventsOf(run, 'observation');
  const of = (name: string) => observations.filter((event) => event.name === name);
  if (watchesOf(run).length === 0 || of('native-end').length === 0)
    return loadsOnReference(run) ?? finding('native-work.ended-early', { ending: endingOrActivity(run) });
  const calls = of('native-call');
  const elsewhere = calledAnotherFile(run, call, 'watchCounter');
  if (calls.length === 0 && elsewhere) return elsewhere;
  if (calls.length !== 1) return finding('native-work.counter-calls', { count: calls.length });
  if (calls[0]!.value !== 'function')
    return finding('native-work.counter-argument', { type: calls[0]!.value });
  const ticks = watchesOf(run)[0]!.ticks;
  if (ticks.length !== reference)
    return finding('native-work.counter-ticks', { sent: reference, count: ticks.length });
  const own = ticks.find(({ at }, index) => at < (of('native-tick')[index]?.t ?? 0));
  if (own) return finding('native-work.counter-itself');
  if (of('native-stop').length === 0) return finding('native-work.counter-stop');
  return undefined;
}

/** Judges that the compiled add-on passes the same checks as the package. @param wanted as for `countsInOrder` */
export function addonDoesTheSame(alone: RunRecord, wanted: number): Verdict {
  const reason =
    returnsStop(alone) ?? countsInOrder(alone, wanted) ?? waitsBetweenTicks(alone) ?? stopEndsIt(alone);
  return reason && findingFrom('native-work.add-on-alone', reason);
}
