/** Judges of a `delay(ms, callback)` that blocks. Each returns what is wrong, or `undefined`. */
import { calledAnotherFile, loadsOnReference } from '../../src/course/reference-verdicts.js';
import { endingOrActivity } from '../../src/harness/parent/describe-ending.js';
import { endingOf, eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { ownTime } from '../../src/harness/protocol.js';
import { workSpans } from '../../src/probe/work-spans.js';
import { type Finding, finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { type Call, callsOf, roundMs } from '../../src/tasks/delay/calls.js';
import { waitingForJsThread } from '../../src/tasks/delay/deadlock.js';
import { CLOCK_STEP_MS, noArguments } from '../../src/tasks/delay/judge.js';
import { msOfFinding } from '../../src/tasks/delay/picture.js';
import { type Timeline, timelineOf, windowOf } from '../../src/timeline/timeline.js';

/** Judges that each call returns and calls back exactly once. */
export function returnsAndCallsBackOnce(run: RunRecord): Verdict {
  for (const call of callsOf(run)) {
    const { ms, error, returnedAt, callbacks } = call;
    const count = callbacks.length;
    if (returnedAt === undefined) {
      const waiting = waitingForJsThread(run, call);
      if (!waiting) return finding('calls-back-once.not-returned', { ms });
      return finding(`calls-back-once.${waiting.task}`, { ms, took: waiting.took });
    }
    if (error?.endsWith('is not a constructor')) return finding('calls-back-once.constructs', { ms });
    if (error !== undefined) return finding('calls-back-once.threw', { ms, error });
    const never = endingOf(run).kind === 'cut-off' ? 'still-waiting' : 'never';
    if (count === 0) return finding(`calls-back-once.${never}`, { ms });
    if (count > 1) return finding('calls-back-once.often', { ms, count });
  }
  return undefined;
}

/**
 * Judges that each callback is called before `delay` returns, while the event loop is blocked.
 * @param alone the same calls on the compiled add-on, to tell whether C++ or JavaScript is late
 */
export function callsBackBeforeItReturns(run: RunRecord, alone: RunRecord): Verdict {
  const late = callsOf(run).find(isLate);
  if (!late) return eventLoopStops(run);
  const values = {
    ms: late.ms,
    returned: roundMs(late.returnedAt! - late.calledAt),
    later: roundMs(late.callbacks[0]!.at - late.returnedAt!),
  };
  return finding(`calls-back-before-it-returns.${whyLate(run, alone)}`, values);
}

/** Judges that each call waits for its duration. Waits are compared with each other, not with a fixed limit. */
export function sleepsLongEnough(run: RunRecord): Verdict {
  const calls = callsOf(run);
  const early = calls.find(isEarly);
  if (early) {
    const { ms, calledAt, returnedAt } = early;
    const whole = returnedAt! - calledAt;
    const other = calls.find((call) => call.ms > 0 && !isEarly(call));
    const values = { ms, took: roundMs(waitOf(early)), whole: roundMs(whole), other: other?.ms ?? '?' };
    const inAll = other ? 'cut-short' : 'early';
    return finding(`waits-long-enough.${whole < ms - CLOCK_STEP_MS ? inAll : 'sleeps-after'}`, values);
  }
  const longest = Math.max(...calls.map(({ ms }) => ms));
  const others = calls.filter(({ ms }) => ms < longest / 3);
  const least = Math.min(...others.map((call) => ownWaitOf(run, call)));
  // Every short call took at least half as long as the long one. A busy machine would not delay all of them.
  if (others.length === 0 || least < longest / 2) return undefined;
  const shortest = Math.min(...others.map(({ ms }) => ms));
  return finding('waits-long-enough.constant', { least: shortest, most: longest, took: roundMs(least) });
}

/** Judges that an error thrown by the callback is thrown by `delay`. @param run one call whose callback throws */
export function passesErrorsOn(run: RunRecord): Verdict {
  const ms = callsOf(run)[0]?.ms ?? '?';
  const cameOut = observation(run, 'came-out');
  if (cameOut === 'the-error') return undefined;
  if (cameOut === undefined) {
    return finding('passes-errors-on.crashed', { ending: endingOrActivity(run) });
  }
  if (cameOut === 'a-promise') return finding('passes-errors-on.promise', { ms });
  if (cameOut === 'nothing') return finding('passes-errors-on.swallowed', { ms });
  return finding('passes-errors-on.another', { ms, error: observation(run, 'came-out-as') ?? '' });
}

/**
 * Judges that the package's JavaScript calls the add-on, which calls back.
 * @param reference a run on the reference add-on, which calls back between `native-call` and `native-end`
 */
export function passesCallToAddon(reference: RunRecord): Verdict {
  const call = callsOf(reference)[0];
  if (!call)
    return (
      loadsOnReference(reference) ??
      finding('native-work.ended-early', { ending: endingOrActivity(reference) })
    );
  const { ms, callbacks } = call;
  const [native, ...others] = eventsOf(reference, 'observation').filter(({ name }) => name === 'native-call');
  const elsewhere = calledAnotherFile(reference, `delay(${ms}, callback)`, 'delay');
  if (!native && elsewhere) return elsewhere;
  if (!native || others.length > 0) {
    return finding('native-work.calls', { ms, count: native ? others.length + 1 : 0 });
  }
  if (native.value !== String(ms)) return finding('native-work.other-ms', { ms, asked: native.value });
  const end = eventsOf(reference, 'observation').find(({ name }) => name === 'native-end');
  const count = callbacks.length;
  if (count !== 1) return finding('native-work.no-callback', { ms, count });
  const { at } = callbacks[0]!;
  return at >= native.t && end && at <= end.t ? undefined : finding('native-work.called-itself', { ms });
}

/**
 * Judges that the compiled add-on passes the same checks as the package.
 * @param throwing the add-on's run for `passesErrorsOn`
 */
export function addonDoesTheSame(alone: RunRecord, throwing: RunRecord): Verdict {
  const reason =
    returnsAndCallsBackOnce(alone) ??
    callsBackBeforeItReturns(alone, alone) ??
    noArguments(alone) ??
    sleepsLongEnough(alone) ??
    passesErrorsOn(throwing);
  return reason && findingFrom('native-work.add-on-alone', reason);
}

/** How much time before and after a call to draw, ms. */
const DRAWN_AROUND_MS = 75;

/** The part of a run to draw: the call that the finding is about, or else the longest one. */
export function callToDraw(run: RunRecord, finding?: Finding): Timeline {
  const whole = timelineOf(run);
  const ms = msOfFinding(finding);
  const calls = callsOf(run);
  const longest = calls.reduce<Call | undefined>(
    (most, call) => (most && most.ms >= call.ms ? most : call),
    undefined,
  );
  const drawn = calls.find((call) => call.ms === ms) ?? longest;
  if (!drawn) return whole;
  const { calledAt, returnedAt, callbacks } = drawn;
  // Show when a missing callback was due.
  const due = callbacks.length === 0 ? [calledAt + drawn.ms] : [];
  const to = Math.max(returnedAt ?? whole.endMs, ...due, ...callbacks.map(({ at }) => at));
  return windowOf(whole, calledAt - DRAWN_AROUND_MS, to + DRAWN_AROUND_MS);
}

function isLate({ callbacks, returnedAt }: Call): boolean {
  return callbacks[0]!.at > returnedAt!;
}

/** Judges that the event loop does not run inside a call. If it does, the thread did not sleep. */
function eventLoopStops(run: RunRecord): Verdict {
  for (const { ms, calledAt, returnedAt } of callsOf(run)) {
    const count = eventsOf(run, 'beat').filter(({ t }) => t > calledAt && t < returnedAt!).length;
    if (count > 0) return finding('calls-back-before-it-returns.loop-turned', { ms, count });
  }
  return undefined;
}

function whyLate(run: RunRecord, alone: RunRecord): SituationOfCheck<'calls-back-before-it-returns'> {
  const inTime = (call: Call) => call.callbacks.length > 0 && call.returnedAt !== undefined && !isLate(call);
  if (run !== alone && callsOf(alone).length > 0 && callsOf(alone).every(inTime)) return 'by-javascript';
  const worked = run.trace && workSpans(run.trace).some(({ kind }) => kind === 'execute');
  return worked ? 'by-a-worker' : 'later';
}

function isEarly(call: Call): boolean {
  return waitOf(call) < call.ms - CLOCK_STEP_MS;
}

function waitOf({ callbacks, calledAt }: Call): number {
  return callbacks[0]!.at - calledAt;
}

/** The wait without the time in which the JS thread waited for a processor, ms. */
function ownWaitOf(run: RunRecord, { id }: Call): number {
  const [called, calledBack] = (['call', 'callback'] as const).map((kind) =>
    eventsOf(run, kind).find((event) => event.id === id),
  );
  return ownTime(calledBack!) - ownTime(called!);
}
