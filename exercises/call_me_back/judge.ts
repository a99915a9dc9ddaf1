/** From what was recorded to verdicts: each function returns what is wrong, or `undefined`. */
import { endingOrActivity } from '../../src/harness/parent/describe-ending.js';
import { endingOf, eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { ownTime } from '../../src/harness/protocol.js';
import { workSpans } from '../../src/probe/work-spans.js';
import { type Finding, finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { type Call, callsOf, roundMs } from '../../src/tasks/delay/calls.js';
import { CLOCK_STEP_MS, noArguments } from '../../src/tasks/delay/judge.js';
import { msOfFinding } from '../../src/tasks/delay/picture.js';
import { type Timeline, timelineOf, windowOf } from '../../src/timeline/timeline.js';

export function calledBackOnce(run: RunRecord): Verdict {
  for (const { ms, error, returnedAt, callbacks } of callsOf(run)) {
    const count = callbacks.length;
    if (returnedAt === undefined) return finding('calls-back-once.not-returned', { ms });
    if (error !== undefined) return finding('calls-back-once.threw', { ms, error });
    const never = endingOf(run).kind === 'cut-off' ? 'still-waiting' : 'never';
    if (count === 0) return finding(`calls-back-once.${never}`, { ms });
    if (count > 1) return finding('calls-back-once.often', { ms, count });
  }
  return undefined;
}

/** @param alone the same calls of the compiled add-on, to tell whether C++ or JavaScript is late */
export function callsBackBeforeItReturns(run: RunRecord, alone: RunRecord): Verdict {
  const late = callsOf(run).find(isLate);
  if (!late) return loopStoodStill(run);
  const values = {
    ms: late.ms,
    returned: roundMs(late.returnedAt! - late.calledAt),
    later: roundMs(late.callbacks[0]!.at - late.returnedAt!),
  };
  return finding(`calls-back-before-it-returns.${whyLate(run, alone)}`, values);
}

/** The waits are compared with those of the other calls: nothing rests on how fast this machine is. */
export function sleptLongEnough(run: RunRecord): Verdict {
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
  // None of the short calls took less than half of the long one: the machine does not do that to all of them.
  if (others.length === 0 || least < longest / 2) return undefined;
  const shortest = Math.min(...others.map(({ ms }) => ms));
  return finding('waits-long-enough.constant', { least: shortest, most: longest, took: roundMs(least) });
}

/** @param run one call of delay, whose callback throws an error */
export function passesErrorsOn(run: RunRecord): Verdict {
  const ms = callsOf(run)[0]?.ms ?? '?';
  const cameOut = observation(run, 'came-out');
  if (cameOut === 'the-error') return undefined;
  if (cameOut === undefined) {
    return finding('passes-errors-on.crashed', { ending: endingOrActivity(run) });
  }
  if (cameOut === 'nothing') return finding('passes-errors-on.swallowed', { ms });
  return finding('passes-errors-on.another', { ms, error: observation(run, 'came-out-as') ?? '' });
}

/** @param reference their JavaScript on the reference add-on, which calls back between its first and its last fact */
export function handsOnToAddon(reference: RunRecord): Verdict {
  const call = callsOf(reference)[0];
  if (!call) return finding('native-work.ended-early', { ending: endingOrActivity(reference) });
  const { ms, callbacks } = call;
  const [native, ...others] = eventsOf(reference, 'observation').filter(({ name }) => name === 'native-call');
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

/** The compiled add-on has to do all that the package does. @param throwing its run of `passesErrorsOn` */
export function addonAlone(alone: RunRecord, throwing: RunRecord): Verdict {
  const reason =
    calledBackOnce(alone) ??
    callsBackBeforeItReturns(alone, alone) ??
    noArguments(alone) ??
    sleptLongEnough(alone) ??
    passesErrorsOn(throwing);
  return reason && findingFrom('native-work.add-on-alone', reason);
}

/** How much of the time before and after a call is drawn, ms. */
const DRAWN_AROUND_MS = 75;

/** The call that the finding speaks of or, where it speaks of none, the longest; and the JS thread around it. */
export function drawnCall(run: RunRecord, finding?: Finding): Timeline {
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
  // A callback that did not come is missed at its time.
  const due = callbacks.length === 0 ? [calledAt + drawn.ms] : [];
  const to = Math.max(returnedAt ?? whole.endMs, ...due, ...callbacks.map(({ at }) => at));
  return windowOf(whole, calledAt - DRAWN_AROUND_MS, to + DRAWN_AROUND_MS);
}

function isLate({ callbacks, returnedAt }: Call): boolean {
  return callbacks[0]!.at > returnedAt!;
}

/** What runs on the event loop in the midst of a call shows that the thread did not sleep. */
function loopStoodStill(run: RunRecord): Verdict {
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

/** Without the time in which the JS thread was ready to go on and had no processor. */
function ownWaitOf(run: RunRecord, { id }: Call): number {
  const [called, calledBack] = (['call', 'callback'] as const).map((kind) =>
    eventsOf(run, kind).find((event) => event.id === id),
  );
  return ownTime(calledBack!) - ownTime(called!);
}
