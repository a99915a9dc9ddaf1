/** Judges of calls whose signals are aborted. Each returns what is wrong, or `undefined`. */
import { endingOf, eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { recordsOf } from '../../src/probe/trace.js';
import { type WorkSpan, workSpans } from '../../src/probe/work-spans.js';
import { finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import { outcomeText } from '../../src/tasks/promises/promise-calls.js';
import { type CountCall, lateReports, ofKind, primesBelow } from './counts.js';

/**
 * How many reports the work of an aborted call may still send. One is enough for the ten thousand numbers that are being
 * tested. More of them show that it goes on.
 */
const MOST_REPORTS = 50;

/** Judges that a call with an aborted signal is rejected, and queues no work. */
export function rejectsAbortedSignal(run: RunRecord, calls: readonly CountCall[]): Verdict {
  for (const call of ofKind(calls, 'aborted-before')) {
    const { text, threw, settled, calledAt } = call;
    const values = { call: text, came: outcomeText(call) };
    if (threw) return finding('aborted-before.threw', values);
    if (!settled) return finding('aborted-before.pending', values);
    if (!settled.rejected) return finding('aborted-before.fulfilled', values);
    const queued = run.trace
      ? recordsOf(run.trace, 'work-queued').find(({ t }) => t >= calledAt && t <= settled.at)
      : undefined;
    if (queued) return finding('aborted-before.queued', values);
  }
  return undefined;
}

/** Judges that an aborted call is rejected, and that its work ends. */
export function stopsWhenAborted(
  run: RunRecord,
  calls: readonly CountCall[],
  packageFolder: string,
): Verdict {
  const hangs = calls.find(
    ({ abortingAt, abortedAt }) => abortingAt !== undefined && abortedAt === undefined,
  );
  if (hangs) return finding('stops-when-aborted.abort-hangs', { call: hangs.text });
  for (const call of ofKind(calls, 'running')) {
    const wrong =
      endedBefore(call, ofKind(calls, 'behind')[0]) ??
      notRejected(run, call) ??
      goesOn(run, call, packageFolder);
    if (wrong) return wrong;
  }
  return undefined;
}

/** Judges that the work did not end before its signal was aborted. @param behind made and aborted while it ran */
function endedBefore(call: CountCall, behind: CountCall | undefined): Verdict {
  const { settled, abortingAt = Number.POSITIVE_INFINITY, text } = call;
  if (!settled || settled.at > abortingAt) return undefined;
  const values = { call: text, came: outcomeText(call), other: behind?.text ?? '' };
  const isAfterAbort = settled.at > (behind?.abortingAt ?? Number.POSITIVE_INFINITY);
  return finding(`stops-when-aborted.${isAfterAbort ? 'ended-by-another' : 'ended-before'}`, values);
}

function notRejected(run: RunRecord, call: CountCall): Verdict {
  const { text, abortedAt, settled } = call;
  // Another check tells why there was nothing to abort.
  if (abortedAt === undefined) return undefined;
  const values = { call: text, came: outcomeText(call) };
  if (settled?.rejected) return undefined;
  if (settled) return finding('stops-when-aborted.fulfilled', values);
  const { trace } = run;
  if (!trace || trace.modules.length === 0 || trace.lost > 0)
    return finding('stops-when-aborted.pending', values);
  const job = jobAt(run, abortedAt);
  const isRunning = job !== undefined && job.endMs === undefined;
  return finding(`stops-when-aborted.${isRunning ? 'ignored' : 'never-settled'}`, values);
}

/** The work that ran when a call was aborted. The pool has one thread, so there is only one. */
function jobAt(run: RunRecord, at: number): WorkSpan | undefined {
  return workSpans(run.trace!).find(
    ({ kind, startMs, endMs = Number.POSITIVE_INFINITY }) =>
      kind === 'execute' && startMs <= at && endMs >= at,
  );
}

function goesOn(run: RunRecord, { text, abortedAt }: CountCall, packageFolder: string): Verdict {
  const { trace } = run;
  if (!trace || abortedAt === undefined || trace.lost > 0) return undefined;
  const job = jobAt(run, abortedAt);
  if (!job) return undefined;
  const { endMs, thread, id } = job;
  if (endMs === undefined) {
    // Otherwise, the process ended before the work did.
    if (endingOf(run).kind !== 'cut-off') return undefined;
    const created = recordsOf(trace, 'work-created').find(({ work }) => work === id);
    const where = created && sourcePlace(created.stack, packageFolder)?.where;
    return finding('stops-when-aborted.goes-on', { call: text }, where);
  }
  const more = recordsOf(trace, 'function-called').filter(
    (sent) => sent.thread === thread && sent.t > abortedAt && sent.t < endMs,
  );
  if (more.length <= MOST_REPORTS) return undefined;
  return finding('stops-when-aborted.late', { call: text, count: more.length });
}

/** Judges that aborted calls are rejected with the reasons of their own signals. */
export function rejectsWithReason(calls: readonly CountCall[]): Verdict {
  for (const call of calls) {
    const { rejectedWith, text, settled } = call;
    if (rejectedWith === undefined || ['reason', 'not-aborted'].includes(rejectedWith)) continue;
    const values = { call: text, came: settled?.value.text ?? '', reason: call.call.expected ?? '' };
    switch (rejectedWith) {
      case 'nothing':
      case 'cause':
      case 'copy':
      case 'abort-error':
        return finding(`rejects-with-reason.${rejectedWith}`, values);
      default:
        return finding('rejects-with-reason.other', values);
    }
  }
  return undefined;
}

/** Judges that no report comes after a promise was rejected. */
export function silentAfterEnd(calls: readonly CountCall[]): Verdict {
  for (const call of calls) {
    const late = lateReports(call);
    if (late.length === 0) continue;
    return finding('silent-after-end.reported', { call: call.text, count: late.length });
  }
  return undefined;
}

/** Judges that an abort rejects a call as long as its promise is pending, whatever its work does. */
export function rejectsUntilSettled(calls: readonly CountCall[]): Verdict {
  for (const call of ofKind(calls, 'reports-queued', 'work-done')) {
    const { settled, text, abortedAt } = call;
    if (abortedAt === undefined || settled?.rejected) continue;
    const values = { call: text, came: outcomeText(call) };
    if (!settled) return finding('rejects-until-settled.pending', values);
    return finding(
      `rejects-until-settled.${call.call.kind === 'work-done' ? 'work-done' : 'fulfilled'}`,
      values,
    );
  }
  return undefined;
}

/** Judges that a call after an aborted one gets its thread, and is not aborted itself. */
export function servesNextCall(calls: readonly CountCall[]): Verdict {
  for (const call of ofKind(calls, 'next', 'late')) {
    const expected = primesBelow(call.limit);
    const { settled, text } = call;
    if (!settled) return finding('serves-next-call.waits', { call: text });
    if (!settled.rejected && Number(settled.value.text) === expected) continue;
    return finding('serves-next-call.affected', { call: text, came: outcomeText(call), expected });
  }
  return undefined;
}

/** Judges that calls that are made at once have nothing to do with each other. */
export function ownSignals(calls: readonly CountCall[]): Verdict {
  for (const call of ofKind(calls, 'kept')) {
    const { settled, text, limit } = call;
    const expected = primesBelow(limit);
    const values = { call: text, came: outcomeText(call), expected };
    if (!settled) return finding('own-signals.pending', values);
    if (settled.rejected) return finding('own-signals.aborted-by-another', values);
    if (Number(settled.value.text) === expected) continue;
    const other = calls.find((one) => primesBelow(one.limit) === Number(settled.value.text));
    if (other) return finding('own-signals.another-count', { ...values, other: other.text });
    return finding('own-signals.other-count', values);
  }
  return undefined;
}

/** Judges that no listener is left on a signal that many calls use. @param calls those that used it */
export function removesListeners(run: RunRecord, calls: readonly CountCall[]): Verdict {
  const left = eventsOf(run, 'observation').filter(({ name }) => name === 'listeners-left');
  const most = Math.max(0, ...left.map(({ value }) => Number(value)));
  if (most === 0) return undefined;
  const count = ofKind(calls, 'count').filter(({ call }) => call.args[1]?.includes('signal')).length;
  return finding('removes-listeners.left', { calls: count, count: most });
}

/** Judges that callbacks and promises survive garbage collections. @param failure that ended the run early */
export function survivesGc(failure: Verdict, calls: readonly CountCall[]): Verdict {
  if (failure) return findingFrom('survives-gc.crashed', failure);
  for (const call of calls) {
    const { text, reports, settled } = call;
    if (!settled) return finding('survives-gc.pending', { call: text });
    if (reports.length === 0) return finding('survives-gc.no-reports', { call: text });
  }
  return undefined;
}
