/** What calls of countPrimes count and report, and where that is done. */
import t from 'tap';
import { countsOf, primesBelow } from '../../../exercises/cancel/counts.js';
import * as judge from '../../../exercises/cancel/judge.js';
import type { Line } from '../../probe/traces.js';
import { type Came, runOf } from './records.js';

t.test('primes below a limit', async (t) => {
  t.same([0, 2, 3, 4, 30, 10_000].map(primesBelow), [0, 0, 1, 2, 10, 1_229]);
});

t.test('what a promise is fulfilled with', async (t) => {
  const judged = (came: Partial<Came>) => {
    const { run, planned } = runOf([{ kind: 'count', ...came }]);
    return judge.countsPrimes(countsOf(run, planned))?.situation;
  };
  t.equal(judged({ limit: 30, fulfilled: 10 }), undefined);
  t.equal(judged({ limit: 30, fulfilled: 11 }), 'counts-primes.wrong');
  t.equal(judged({ limit: 3, fulfilled: 2 }), 'counts-primes.limit-included');
  t.equal(judged({ rejected: 'not-aborted' }), 'counts-primes.rejected');
});

t.test('reports', async (t) => {
  const judged = (
    limit: number,
    firsts: readonly number[],
    settledAt = 100,
    kind: Came['kind'] = 'count',
  ) => {
    const reports = firsts.map((first, index) => ({ at: 20 + index, first: String(first) }));
    const { run, planned } = runOf([{ kind, limit, fulfilled: 0, settledAt, reports }]);
    return judge.reportsProgress(run, countsOf(run, planned))?.situation;
  };
  const all = [10_000, 20_000, 30_000];
  t.equal(judged(30_001, all), undefined);
  t.equal(judged(9_999, []), undefined);
  t.equal(judged(30_001, []), 'reports-progress.none');
  t.equal(judged(30_001, [10_000, 30_000]), 'reports-progress.lost');
  t.equal(judged(30_001, [20_000, 30_000]), 'reports-progress.first-lost');
  t.equal(judged(30_001, [10_000, 20_000]), 'reports-progress.last-lost');
  t.equal(judged(30_001, [10_000]), 'reports-progress.fewer');
  t.equal(judged(30_001, [10_000, 10_000]), 'reports-progress.twice');
  t.equal(judged(30_001, [10_000, 20_000, 10_000]), 'reports-progress.backwards');
  t.equal(judged(30_001, [9_999]), 'reports-progress.other-number');
  t.equal(judged(30_001, [...all, 40_000]), 'reports-progress.too-many');
  t.equal(judged(30_001, all, 21), 'reports-progress.late');
  const trace: Line[] = [['function-called', 13, { thread: 200 }]];
  const { run, planned } = runOf([{ kind: 'count', limit: 10_000, fulfilled: 0 }], { trace });
  const inTime = judge.reportsProgress(run, countsOf(run, planned));
  t.equal(inTime?.situation, 'reports-progress.none-in-time');
});

t.test('no report comes while the work runs', async (t) => {
  const judged = (trace: readonly Line[]) => {
    const { run, planned } = runOf([{ kind: 'running' }], { trace, cutOffAt: 9_000 });
    return judge.reportsProgress(run, countsOf(run, planned))?.situation;
  };
  t.equal(judged([]), 'reports-progress.none-while-running');
  t.equal(judged([['function-called', 20, { thread: 200 }]]), 'reports-progress.not-while-running');
});

t.test('where it is counted', async (t) => {
  const reports = [12, 14, 16].map((at) => ({ at, first: '10000' }));
  const judged = (lines: readonly Line[], cutOffAt?: number) => {
    const came: Came = { kind: 'running', reports, abortedAt: 18, rejected: 'reason', settledAt: 19 };
    const { run, planned } = runOf([came], { trace: [['environment', 1], ...lines], cutOffAt });
    return judge.countsOnPool(run, countsOf(run, planned))?.situation;
  };
  const job: Line[] = [
    ['execute-begin', 11, { thread: 200 }],
    ['execute-end', 20, { thread: 200 }],
  ];
  t.equal(judged(job), undefined);
  t.equal(judged([]), 'work-off-js-thread.no-work');
  const short: Line[] = [job[0]!, ['execute-end', 11.5, { thread: 200 }]];
  t.equal(judged(short), 'work-off-js-thread.not-between-reports');
  t.equal(judged([...short, ['complete-begin', 12]], 9_000), 'work-off-js-thread.callback-goes-on');
});
