/** Judges of what calls of `countPrimes` count and report. Each returns what is wrong, or `undefined`. */
import { endingOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { recordsOf } from '../../src/probe/trace.js';
import { jsThreads, workSpans } from '../../src/probe/work-spans.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import { outcomeText } from '../../src/tasks/promises/promise-calls.js';
import { type CountCall, ofKind, primesBelow } from './counts.js';
import { REPORT_EVERY } from './params.js';

/** Judges that promises are fulfilled with the numbers of primes. @param calls whose signals are not aborted before that */
export function countsPrimes(calls: readonly CountCall[]): Verdict {
  for (const call of calls) {
    const { settled, text, limit } = call;
    if (!settled) continue;
    const expected = primesBelow(limit);
    const values = { call: text, came: outcomeText(call), expected, type: settled.value.type };
    if (settled.rejected) return finding('counts-primes.rejected', values);
    if (settled.value.type === 'undefined') return finding('counts-primes.nothing', values);
    if (settled.value.type !== 'number') return finding('counts-primes.not-a-number', values);
    const count = Number(settled.value.text);
    if (count === expected) continue;
    // Below a limit that is a prime, a loop that goes one too far counts one more.
    const tooFar = count === primesBelow(limit + 1);
    return finding(`counts-primes.${tooFar ? 'limit-included' : 'wrong'}`, values);
  }
  return undefined;
}

/** The harness ends a run when nothing that it awaits has come for ten times as long, ms. */
const LEAST_ENDLESS_MS = 1_000;

/** Judges that the work is done in jobs of the pool, while reports come. */
export function countsOnPool(run: RunRecord, calls: readonly CountCall[]): Verdict {
  const { trace } = run;
  if (!trace || trace.modules.length === 0 || trace.lost > 0) return undefined;
  const js = jsThreads(trace);
  const spans = workSpans(trace);
  const { cutOffAt = 0 } = run;
  // One that had only just begun when the run was ended is innocent.
  const endless = spans.find(
    ({ kind, startMs, endMs }) =>
      kind !== 'execute' && endMs === undefined && cutOffAt - startMs > LEAST_ENDLESS_MS,
  );
  if (endless && endingOf(run).kind === 'cut-off') return finding('work-off-js-thread.callback-goes-on');
  const jobs = spans.filter(({ kind, thread }) => kind === 'execute' && !js.includes(thread));
  const fulfilled = calls.filter(({ settled }) => settled && !settled.rejected);
  if (jobs.length === 0) return finding('work-off-js-thread.no-work', { calls: fulfilled.length });
  for (const { text, reports, abortingAt } of ofKind(calls, 'running')) {
    const before = reports.filter(({ at }) => at <= (abortingAt ?? Number.POSITIVE_INFINITY));
    const [first, last] = [before[0], before.at(-1)];
    if (!first || !last || first === last) continue;
    const during = jobs.some(
      ({ startMs, endMs = Number.POSITIVE_INFINITY }) => startMs <= last.at && endMs >= first.at,
    );
    if (!during)
      return finding('work-off-js-thread.not-between-reports', { call: text, count: before.length });
  }
  return undefined;
}

/** Judges that each report comes: one for every so many numbers, in order, before the promise is settled. */
export function reportsProgress(run: RunRecord, calls: readonly CountCall[]): Verdict {
  for (const call of ofKind(calls, 'count', 'busy')) {
    if (!call.settled || !call.call.args[1]?.includes('onProgress')) continue;
    const wrong = wrongReport(call) ?? missingReports(run, call);
    if (wrong) return wasFull(run, call) ? { ...wrong, situation: 'reports-progress.queue-full' } : wrong;
  }
  for (const { text, reports, settled, abortedAt } of ofKind(calls, 'running')) {
    if (reports.length > 0 || abortedAt !== undefined || settled) continue;
    const sent = run.trace ? recordsOf(run.trace, 'function-called').length : 0;
    return finding(`reports-progress.${sent > 0 ? 'not-while-running' : 'none-while-running'}`, {
      call: text,
    });
  }
  return undefined;
}

/** Whether a report of a call was not queued, because the queue of its threadsafe function was full. */
function wasFull({ trace }: RunRecord, { calledAt, settled }: CountCall): boolean {
  if (!trace) return false;
  return recordsOf(trace, 'function-answered').some(
    ({ status, t }) => status === 'napi_queue_full' && t >= calledAt && t <= settled!.at,
  );
}

function wrongReport({ text, reports }: CountCall): Verdict {
  for (const [index, { args, first = '', type }] of reports.entries()) {
    const expected = (index + 1) * REPORT_EVERY;
    if (args === 0) return finding('reports-progress.no-argument', { call: text, expected });
    if (type !== 'number')
      return finding('reports-progress.not-a-number', { call: text, first, type: type ?? '', expected });
    const value = Number(first);
    if (value === expected) continue;
    const before = index * REPORT_EVERY;
    const values = { call: text, before, first, expected };
    if (value % REPORT_EVERY !== 0 || value <= 0) return finding('reports-progress.other-number', values);
    if (index === 0) return finding('reports-progress.first-lost', values);
    const key = value > before ? 'lost' : value === before ? 'twice' : 'backwards';
    return finding(`reports-progress.${key}`, values);
  }
  return undefined;
}

function missingReports(run: RunRecord, { text, limit, reports, settled, calledAt }: CountCall): Verdict {
  const expected = Math.floor(limit / REPORT_EVERY);
  const inTime = reports.filter(({ at }) => at <= settled!.at).length;
  if (inTime === expected) return undefined;
  const values = { call: text, count: inTime, expected, all: reports.length };
  const sent = run.trace
    ? recordsOf(run.trace, 'function-called').filter(({ t }) => t >= calledAt && t <= settled!.at).length
    : 0;
  if (inTime === 0 && sent > 0)
    return finding('reports-progress.none-in-time', { ...values, sent, count: sent });
  if (reports.length === expected) return finding('reports-progress.late', values);
  if (reports.length > expected) return finding('reports-progress.too-many', values);
  if (expected - reports.length === 1 && reports.length > 0)
    return finding('reports-progress.last-lost', values);
  return finding(`reports-progress.${reports.length === 0 ? 'none' : 'fewer'}`, values);
}
