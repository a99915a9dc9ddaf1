/** Judges of streams: a call that returns `stop`, and calls its callback until that is called. */
import { crash } from '../../course/process-verdicts.js';
import { calledAnotherFile, loadsOnReference } from '../../course/reference-verdicts.js';
import { describeEnding, endingOrActivity } from '../../harness/parent/describe-ending.js';
import { endingOf, eventsOf, observation, type RunRecord } from '../../harness/parent/run-record.js';
import { recordsOf } from '../../probe/trace.js';
import { finding, findingFrom, type Verdict } from '../../report/finding.js';
import { type Item, ownThreads, type StopCall, streamsOf } from './streams.js';

/** Judges that a call that starts a stream returns a function, before the first call of the callback. */
export function returnsStop(run: RunRecord): Verdict {
  for (const { calledAt, returnedAt, error, returned, items } of streamsOf(run)) {
    if (returnedAt === undefined) {
      if (items.length > 0) return finding('returns-stop.counts-inside', { count: items.length });
      return finding('returns-stop.never-returned', { ending: endingOrActivity(run) });
    }
    if (error !== undefined) return finding('returns-stop.threw', { error });
    const inside = items.filter(({ at }) => at < returnedAt).length;
    if (inside > 0) return finding('returns-stop.tick-inside', { count: inside });
    if (returned !== 'function') return finding('returns-stop.not-a-function', { type: returned ?? '?' });
    const joined = ownThreads(run, calledAt).some(({ joinedAt = returnedAt }) => joinedAt < returnedAt);
    if (joined) return finding('returns-stop.joins-inside');
  }
  return undefined;
}

/** Judges that the callback gets one number. @param number which one, if that is known */
export function notANumber({ args, first = '', type }: Item, number: number | string): Verdict {
  if (args !== 1 || type !== 'number')
    return finding('counts-in-order.not-a-number', {
      number,
      args: { text: 'counter.arguments', values: { count: args } },
      first: args === 0 ? '' : { text: 'counter.first', values: { first, type: type ?? '' } },
    });
  return undefined;
}

/** A thread that called this shortly before the end of a run was still going on, ms. */
const RECENT_MS = 1_000;

/** Judges that a first call of `stop()` returns. */
export function stopReturns(run: RunRecord, { calledAt, returnedAt, error }: StopCall): Verdict {
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

/** Judges that a later call of `stop()` returns. */
export function secondStopReturns({ returnedAt, error }: StopCall): Verdict {
  if (returnedAt === undefined) return finding('stop-ends-it.second-never-returned');
  return error === undefined ? undefined : finding('stop-ends-it.second-threw', { error });
}

/** Judges `stop()` that is called from inside the callback. @param stopEndsIt judges it at other times */
export function stopsInside(
  run: RunRecord,
  packageFolder: string,
  stopEndsIt: (run: RunRecord) => Verdict,
): Verdict {
  const failure = crash(run, packageFolder) ?? stopEndsIt(run);
  return failure && findingFrom('stop-in-tick.fails', failure);
}

/**
 * Judges that an error thrown by the callback becomes an uncaught exception.
 * @param special the call that throws, counted from 1
 * @param stopEndsIt judges the end of the stream after that
 */
export function errorsAreUncaught(
  run: RunRecord,
  special: number,
  stopEndsIt: (run: RunRecord) => Verdict,
): Verdict {
  const uncaught = eventsOf(run, 'observation').filter(({ name }) => name === 'uncaught');
  const [first] = uncaught;
  const { kind } = endingOf(run);
  if (!first && (kind === 'crashed' || kind === 'vanished'))
    return finding('errors-are-uncaught.crashed', { ending: describeEnding(run) ?? '' });
  const count = streamsOf(run)[0]?.items.length ?? 0;
  if (!first && count >= special) return finding('errors-are-uncaught.swallowed', { special });
  if (first && first.value !== 'the-error')
    return finding('errors-are-uncaught.another', { error: first.value });
  if (uncaught.length > 1) return finding('errors-are-uncaught.often', { count: uncaught.length });
  const reason = (first && kind === 'crashed' ? crash(run) : undefined) ?? stopEndsIt(run);
  if (reason) return findingFrom('errors-are-uncaught.then', reason);
  if (observation(run, 'went-on') !== undefined) return undefined;
  return finding('errors-are-uncaught.no-more-ticks', { special, count });
}

/** What the package's JavaScript has to pass to the reference add-on, and back. */
export interface Passing {
  /** The call as JavaScript source. */
  readonly call: string;
  /** The name of the function. */
  readonly name: string;
  /** The types of its arguments, separated by commas. */
  readonly args: string;
  /** How often the reference add-on calls the callback. */
  readonly sent: number;
}

/** Judges that the package's JavaScript passes everything on. */
export function passesOn(run: RunRecord, { call, name, args, sent }: Passing): Verdict {
  const observations = eventsOf(run, 'observation');
  const observed = (name: string) => observations.filter((event) => event.name === name);
  if (streamsOf(run).length === 0 || observed('native-end').length === 0)
    return loadsOnReference(run) ?? finding('native-work.ended-early', { ending: endingOrActivity(run) });
  const calls = observed('native-call');
  const elsewhere = calledAnotherFile(run, call, name);
  if (calls.length === 0 && elsewhere) return elsewhere;
  if (calls.length !== 1) return finding('native-work.counter-calls', { count: calls.length });
  if (calls[0]!.value !== args) return finding('native-work.counter-argument', { type: calls[0]!.value });
  const { items } = streamsOf(run)[0]!;
  if (items.length !== sent) return finding('native-work.counter-ticks', { sent, count: items.length });
  const own = items.find(({ at }, index) => at < (observed('native-item')[index]?.t ?? 0));
  if (own) return finding('native-work.counter-itself');
  if (observed('native-stop').length === 0) return finding('native-work.counter-stop');
  return undefined;
}
