/** Judges of `watchCounter`. Each returns what is wrong, or `undefined`. */
import { crash, joinableThreadAt } from '../../src/course/process-verdicts.js';
import { crashCause } from '../../src/harness/parent/crash-cause.js';
import { endingOrActivity } from '../../src/harness/parent/describe-ending.js';
import { endingOf, eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { recordsOf } from '../../src/probe/trace.js';
import { finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { notANumber, returnsStop, secondStopReturns, stopReturns } from '../../src/tasks/stream/judge.js';
import { type Item, type StopCall, type Stream, streamsOf } from '../../src/tasks/stream/streams.js';
import { PACE_MS } from './params.js';

/** Judges that every watcher gets the numbers from 1 on, in order. @param wanted how many ticks the drive waits for */
export function countsInOrder(run: RunRecord, wanted: number): Verdict {
  for (const watch of streamsOf(run)) {
    const wrong = wrongNumber(run, watch) ?? tooFew(run, watch, wanted);
    if (wrong) return wrong;
  }
  return undefined;
}

function wrongNumber(run: RunRecord, { items }: Stream): Verdict {
  for (const [index, item] of items.entries()) {
    const number = index + 1;
    const { first = '' } = item;
    const odd = notANumber(item, number);
    if (odd) return odd;
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

function tooFew(run: RunRecord, { items, stops, calledAt }: Stream, wanted: number): Verdict {
  const count = items.length;
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
  for (const { items, stops, calledAt } of streamsOf(run)) {
    const until = stops[0]?.calledAt ?? Number.POSITIVE_INFINITY;
    const calls = run.trace ? recordsOf(run.trace, 'function-called') : [];
    const sent = calls.filter(({ t }) => t >= calledAt && t < until).map(({ t }) => t);
    const came = items.map(({ at }) => at);
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
  const ticks = streamsOf(crowdedPool).flatMap(({ items }) => items);
  const before = ticks.filter(({ at }) => at < freed).length;
  // On a very busy machine, a few ticks may take that long. What waits for the pool sends none.
  if (before > 0) return undefined;
  return finding(`leaves-pool-alone.${ticks.length > 0 ? 'waits-for-pool' : 'no-ticks'}`);
}

/** Judges that each `stop()` returns, that no tick comes after it, and that a second call is harmless. */
export function stopEndsIt(run: RunRecord): Verdict {
  for (const { items, stops } of streamsOf(run)) {
    const [first, second] = stops;
    if (!first) continue;
    const wrong = stopReturns(run, first) ?? noLateTick(run, first, items);
    if (wrong) return wrong;
    if (!second) continue;
    const again = secondStopReturns(second);
    if (again) return again;
  }
  return undefined;
}

function noLateTick({ trace }: RunRecord, { returnedAt = 0 }: StopCall, ticks: readonly Item[]): Verdict {
  const late = ticks.filter(({ at }) => at > returnedAt);
  if (!late[0]) return undefined;
  const sent = trace && recordsOf(trace, 'function-called').filter(({ t }) => t > returnedAt).length;
  const isDetached = trace && recordsOf(trace, 'thread-detached').length > 0;
  // Between setting a flag and looking at it, a thread may send one number more.
  if (sent !== undefined && sent > 1)
    return finding(`stop-ends-it.${isDetached ? 'detached' : 'still-counting'}`, { count: sent });
  return finding('stop-ends-it.late', { count: late.length, first: late[0].first ?? '?' });
}

/** Judges that two watchers do not share anything. @param ticks how many each of them waits for at least */
export function watchersAreSeparate(run: RunRecord, ticks: number, packageFolder: string): Verdict {
  const failure =
    crash(run, packageFolder) ?? returnsStop(run) ?? countsInOrder(run, ticks) ?? stopEndsIt(run);
  if (failure) return findingFrom('two-watchers.fails', failure);
  const [first, second] = streamsOf(run);
  if (!first || !second || second.stops.length > 0) return undefined;
  return finding('two-watchers.ended-both', { count: second.items.length });
}

/** Judges that `onTick` survives garbage collections. @param run it is kept alive only by the add-on */
export function survivesGc(run: RunRecord, wanted: number): Verdict {
  const failure = crash(run);
  if (failure) return findingFrom('survives-gc.crashed', failure);
  const reason = countsInOrder(run, wanted);
  return reason && findingFrom('survives-gc.ticks-lost', reason);
}

/** Judges that the compiled add-on passes the same checks as the package. @param wanted as for `countsInOrder` */
export function addonDoesTheSame(alone: RunRecord, wanted: number): Verdict {
  const reason =
    returnsStop(alone) ?? countsInOrder(alone, wanted) ?? waitsBetweenTicks(alone) ?? stopEndsIt(alone);
  return reason && findingFrom('native-work.add-on-alone', reason);
}

/** Judges that the thread goes on when the function that stops it is collected. @param run one that ends in `exit()` */
export function runsWithoutStop(run: RunRecord, packageFolder: string): Verdict {
  if (streamsOf(run).length === 0 || observation(run, 'exits') !== undefined) return undefined;
  const { kind } = endingOf(run);
  if (kind !== 'crashed' && kind !== 'vanished') return undefined;
  const where = joinableThreadAt(crashCause(run), packageFolder);
  return finding('exit-while-counting.stop-collected', { ending: endingOrActivity(run) }, where);
}
