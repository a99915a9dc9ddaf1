/** What an abort does to calls before, while and after their work runs. */
import t from 'tap';
import * as aborts from '../../../exercises/cancel/aborts.js';
import { countsOf } from '../../../exercises/cancel/counts.js';
import { cancelsQueuedWork, rejectsQueued } from '../../../exercises/cancel/queued.js';
import { howRejected } from '../../../exercises/cancel/reasons.js';
import { finding } from '../../../src/report/finding.js';
import type { Line } from '../../probe/traces.js';
import { type Came, runOf } from './records.js';

const POOL = 200;
const queued: Line[] = [
  ['environment', 1],
  ['work-created', 10.2],
  ['work-queued', 10.4],
];
const begins: Line = ['execute-begin', 12, { thread: POOL }];

t.test('a signal that is aborted before the call', async (t) => {
  const judged = (came: Partial<Came>, trace?: readonly Line[]) => {
    const { run, planned } = runOf([{ kind: 'aborted-before', ...came }], { ...(trace && { trace }) });
    return aborts.rejectsAbortedSignal(run, countsOf(run, planned))?.situation;
  };
  t.equal(judged({ rejected: 'reason' }, [['environment', 1]]), undefined);
  t.equal(judged({ rejected: 'reason' }, queued), 'aborted-before.queued');
  t.equal(judged({ fulfilled: 25 }), 'aborted-before.fulfilled');
  t.equal(judged({}), 'aborted-before.pending');
});

t.test('an abort while the work runs', async (t) => {
  const running: Came = { kind: 'running', abortedAt: 20 };
  const judged = (came: Partial<Came>, lines?: readonly Line[], cutOffAt?: number) => {
    const trace = lines && [...queued, begins, ...lines];
    const { run, planned } = runOf([{ ...running, ...came }], { cutOffAt, ...(trace && { trace }) });
    return aborts.stopsWhenAborted(run, countsOf(run, planned), '/myaddon')?.situation;
  };
  const rejected = { rejected: 'reason', settledAt: 21 };
  const ends: Line = ['execute-end', 25, { thread: POOL }];
  const sent = (count: number, thread = POOL) =>
    Array.from({ length: count }, (_, index): Line => ['function-called', 21 + index / 100, { thread }]);
  t.equal(judged(rejected), undefined);
  t.equal(judged(rejected, [...sent(2), ends]), undefined);
  t.equal(judged(rejected, [...sent(100), ends]), 'stops-when-aborted.late');
  t.equal(judged(rejected, [...sent(100, 300), ends]), undefined, 'another thread');
  t.equal(judged(rejected, [], 9_000), 'stops-when-aborted.goes-on');
  t.equal(judged(rejected, []), undefined, 'the process ended first');
  t.equal(judged({ fulfilled: 3, settledAt: 21 }), 'stops-when-aborted.fulfilled');
  t.equal(judged({ fulfilled: 3, settledAt: 19 }), 'stops-when-aborted.ended-before');
  const behind: Came = { kind: 'behind', abortedAt: 25, rejected: 'reason', settledAt: 26 };
  const { run, planned } = runOf([{ ...running, fulfilled: 3, settledAt: 27, abortedAt: 30 }, behind]);
  const ended = aborts.stopsWhenAborted(run, countsOf(run, planned), '/myaddon');
  t.equal(ended?.situation, 'stops-when-aborted.ended-by-another');
  t.equal(judged({}), 'stops-when-aborted.pending');
  t.equal(judged({}, [], 9_000), 'stops-when-aborted.ignored');
  t.equal(judged({}, [ends]), 'stops-when-aborted.never-settled');
});

t.test('an abort while the work is queued', async (t) => {
  const judged = (
    came: Partial<Came>,
    { lines, others = [] }: { lines?: readonly Line[]; others?: readonly Came[] } = {},
  ) => {
    const trace = lines && [...queued, ...lines];
    const call: Came = { kind: 'queued', abortedAt: 13, ...came };
    const { run, planned } = runOf([call, ...others], { ...(trace && { trace }) }, 50);
    const counts = countsOf(run, planned);
    return (rejectsQueued(run, counts) ?? cancelsQueuedWork(run, counts, '/myaddon'))?.situation;
  };
  const rejected = { rejected: 'reason', settledAt: 14 };
  const runs: Line = ['execute-begin', 60, { thread: POOL }];
  t.equal(judged(rejected), undefined);
  t.equal(judged(rejected, { lines: [['work-cancelled', 13]] }), undefined);
  t.equal(judged(rejected, { lines: [runs] }), 'cancels-queued-work.executed');
  const failed: Line = ['call-failed', 13, { functionName: 'napi_cancel_async_work' }];
  t.equal(judged(rejected, { lines: [failed, runs] }), 'cancels-queued-work.cancel-failed');
  t.equal(judged({ rejected: 'reason', settledAt: 60 }), 'cancels-queued-work.waits-for-thread');
  t.equal(judged({ fulfilled: 25, settledAt: 60 }), 'cancels-queued-work.fulfilled');
  t.equal(judged({}), 'cancels-queued-work.pending');
  t.equal(judged({}, { lines: [['work-cancelled', 13]] }), 'cancels-queued-work.cancelled-silently');
  const others: Came[] = [{ kind: 'shared', abortedAt: 30, rejected: 'reason', settledAt: 31 }];
  const shared = { kind: 'shared' as const };
  t.equal(judged(shared, { others }), 'cancels-queued-work.shared-pending');
  t.equal(
    judged({ ...shared, fulfilled: 25, settledAt: 60 }, { others }),
    'cancels-queued-work.shared-fulfilled',
  );
});

t.test('other calls than the aborted one', async (t) => {
  const next = (came: Partial<Came>) => {
    const { run, planned } = runOf([{ kind: 'next', ...came }]);
    return aborts.servesNextCall(countsOf(run, planned))?.situation;
  };
  t.equal(next({ fulfilled: 25 }), undefined);
  t.equal(next({ fulfilled: 0 }), 'serves-next-call.affected');
  t.equal(next({}), 'serves-next-call.waits');
  const own = (came: Partial<Came>) => {
    const { run, planned } = runOf([
      { kind: 'kept', ...came },
      { kind: 'kept', limit: 1_000, fulfilled: 168 },
    ]);
    return aborts.ownSignals(countsOf(run, planned))?.situation;
  };
  t.equal(own({ fulfilled: 25 }), undefined);
  t.equal(own({ fulfilled: 168 }), 'own-signals.another-count');
  t.equal(own({ fulfilled: 7 }), 'own-signals.other-count');
  t.equal(own({ rejected: 'not-aborted' }), 'own-signals.aborted-by-another');
  t.equal(own({}), 'own-signals.pending');
});

t.test('an abort when the work is done, or reports wait', async (t) => {
  const judged = (came: Came) => {
    const { run, planned } = runOf([came]);
    return aborts.rejectsUntilSettled(countsOf(run, planned))?.situation;
  };
  t.equal(judged({ kind: 'work-done', abortedAt: 13, rejected: 'reason' }), undefined);
  t.equal(judged({ kind: 'work-done', abortedAt: 13, fulfilled: 25 }), 'rejects-until-settled.work-done');
  t.equal(
    judged({ kind: 'reports-queued', abortedAt: 13, fulfilled: 25 }),
    'rejects-until-settled.fulfilled',
  );
  t.equal(judged({ kind: 'reports-queued', abortedAt: 13 }), 'rejects-until-settled.pending');
});

t.test('reports after the end', async (t) => {
  const judged = (at: number) => {
    const reports = [{ at, first: '10000' }];
    const { run, planned } = runOf([{ kind: 'reports-queued', rejected: 'reason', settledAt: 20, reports }]);
    return aborts.silentAfterEnd(countsOf(run, planned))?.situation;
  };
  t.equal(judged(19), undefined);
  t.equal(judged(21), 'silent-after-end.reported');
});

t.test('how a promise is rejected', async (t) => {
  const controller = new AbortController();
  const { signal } = controller;
  t.equal(howRejected(new Error('other'), signal), 'not-aborted');
  const reason = new Error('enough');
  controller.abort(reason);
  t.equal(howRejected(reason, signal), 'reason');
  t.equal(howRejected(undefined, signal), 'nothing');
  t.equal(howRejected(new Error('aborted', { cause: reason }), signal), 'cause');
  t.equal(howRejected(new TypeError('enough'), signal), 'copy');
  t.equal(howRejected(new DOMException('stop', 'AbortError'), signal), 'abort-error');
  t.equal(howRejected({ type: 'abort' }, signal), 'other');
  const judged = (rejected: string) => {
    const { run, planned } = runOf([{ kind: 'running', abortedAt: 12, rejected }]);
    return aborts.rejectsWithReason(countsOf(run, planned))?.situation;
  };
  t.equal(judged('reason'), undefined);
  t.equal(judged('cause'), 'rejects-with-reason.cause');
  t.equal(judged('other'), 'rejects-with-reason.other');
});

t.test('what is left behind', async (t) => {
  const { run, planned } = runOf([{ kind: 'count', fulfilled: 25 }]);
  const left = (value: number) => {
    const observation = { t: 90, kind: 'observation', name: 'listeners-left', value } as const;
    const events = [...run.events, observation];
    return aborts.removesListeners({ ...run, events }, countsOf(run, planned))?.situation;
  };
  t.equal(left(0), undefined);
  t.equal(left(1), 'removes-listeners.left');
  t.equal(aborts.survivesGc(finding('no-crash.anywhere'), [])?.situation, 'survives-gc.crashed');
  t.equal(aborts.survivesGc(undefined, countsOf(run, planned))?.situation, 'survives-gc.no-reports');
});
