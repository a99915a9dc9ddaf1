import t from 'tap';
import { finding } from '../../../src/report/finding.js';
import { callsOf } from '../../../src/tasks/delay/calls.js';
import { endlessJob, waitingForJsThread, waitsForPoolJob } from '../../../src/tasks/delay/deadlock.js';
import { type Line, traceOf } from '../../probe/traces.js';
import { Story } from './records.js';

const OTHER = 200;
const environment: Line = ['environment', 0];

t.test('a call that waits for what only the JS thread can run', async (t) => {
  const waiting = (...lines: Line[]) => {
    const trace = traceOf([environment, ...lines]);
    const run = new Story().call(150, 10).told({ end: 'abruptly', cutOffAt: 10_000, trace });
    return waitingForJsThread(run, callsOf(run)[0]!);
  };
  const called: Line = ['function-called', 160, { thread: OTHER }];
  t.same(waiting(called), { task: 'waits-for-queued-call', took: 150 });
  t.same(waiting(['async-sent', 160, { thread: OTHER }]), { task: 'waits-for-queued-call', took: 150 });
  const work: Line[] = [
    ['execute-begin', 20, { thread: OTHER }],
    ['execute-end', 170, { thread: OTHER }],
  ];
  t.same(waiting(...work), { task: 'waits-for-complete', took: 160 });
  t.equal(waiting(...work, ['complete-begin', 171]), undefined, 'the event loop ran');
  t.equal(waiting(['function-called', 160]), undefined, 'on the JS thread itself');
  t.equal(waiting(work[0]!), undefined, 'the work goes on');
});

t.test('work that never ends', async (t) => {
  const judged = (...lines: Line[]) => {
    const trace = traceOf([environment, ...lines]);
    const run = new Story().call(150, 10, 11, 170).told({ cutOffAt: 10_000, signal: 'SIGKILL', trace });
    return endlessJob(run, '/');
  };
  const begun = (t: number): Line => ['execute-begin', t, { thread: OTHER }];
  const created = (t: number): Line => ['work-created', t];
  const took = (ms: number) => ({ took: ms });
  t.same(judged(created(1), begun(2)), finding('on-thread-pool.endless-job-at-load', took(9_998)));
  t.same(judged(created(12), begun(13)), finding('on-thread-pool.endless-job', took(9_987)));
  t.equal(judged(created(1), begun(2), ['execute-end', 9, { thread: OTHER }]), undefined);
});

t.test('work that waits for other work of the pool', async (t) => {
  const judged = (...lines: Line[]) => {
    const trace = traceOf([environment, ...lines]);
    const run = new Story().call(5, 10, 11).told({ end: 'abruptly', cutOffAt: 10_000, trace });
    return waitsForPoolJob(run, '/');
  };
  const queued = (work: string): Line => ['work-queued', 11, { work }];
  const begun: Line = ['execute-begin', 20, { thread: OTHER }];
  t.same(
    judged(queued('0:1'), queued('0:2'), begun),
    finding('on-thread-pool.waits-for-pool-job', { count: 1 }),
  );
  t.equal(judged(queued('0:1'), begun), undefined, 'nothing is queued');
});
