/** Many calls at once, while the pool is busy: what the order of events and the last bits of the answers tell. */
import t from 'tap';
import * as crowd from '../../../exercises/promises/crowd.js';
import type { HarnessEvent } from '../../../src/harness/protocol.js';
import { pendingWhileBusy, reactsAtOnce } from '../../../src/tasks/promises/crowd.js';
import { callsOf } from '../../../src/tasks/promises/promise-calls.js';
import type { PlannedCall } from '../../../src/tasks/values/params.js';
import { type Line, traceOf } from '../../probe/traces.js';
import { type Came, number, pending, rootOf, runOf } from './records.js';

const opened: HarnessEvent = { t: 100, kind: 'open-gate' };
const call = rootOf(4);

function whileBusy(came: Came): string | undefined {
  const run = runOf([[call, came]], { more: [opened] });
  return pendingWhileBusy(run, callsOf(run, [call]))?.situation;
}

t.test('a promise is there, and pending, until the pool is free', async (t) => {
  t.equal(whileBusy({ returned: pending, fulfilled: number(2), settledAt: 120 }), undefined);
  t.equal(whileBusy({ returned: pending }), undefined, 'that it stays pending is judged elsewhere');
  const early = { returned: pending, fulfilled: number(2), settledAt: 90 };
  t.equal(whileBusy(early), 'on-thread-pool.settled-while-busy');
  const already = { returned: { ...pending, promise: 'fulfilled' as const } };
  t.equal(whileBusy(already), 'on-thread-pool.settled-already');
  t.equal(whileBusy({ returned: number(2) }), 'on-thread-pool.add-on-alone');
  t.equal(whileBusy({}), 'on-thread-pool.does-not-return');
});

function answers(...given: readonly (number | undefined)[]): string | undefined {
  const planned = given.map((_, index) => rootOf((index + 1) ** 2));
  const calls = planned.map((planned, index): [PlannedCall, Came] => {
    const answer = given[index];
    return [planned, { returned: pending, ...(answer !== undefined && { fulfilled: number(answer) }) }];
  });
  return crowd.ownAnswers(runOf(calls), planned)?.situation;
}

t.test('each promise has its own answer', async (t) => {
  t.equal(answers(1, 2, 3), undefined);
  t.equal(answers(3, 2, 3), 'own-answers.another-calls');
  t.equal(answers(1, 2.5, 3), 'own-answers.wrong');
  t.equal(answers(undefined, undefined, 3), 'own-answers.pending');
});

t.test('roots that are all rounded to the nearest were not computed in work that rounds up', async (t) => {
  const planned = Array.from({ length: 20 }, (_, index) => rootOf(index + 2));
  const work: Line[] = [
    ['environment', 1],
    ['execute-begin', 15, { thread: 200 }],
    ['execute-end', 16, { thread: 200 }],
  ];
  const judged = (answer: (root: number) => number, lines: readonly Line[], made = planned.length) => {
    const calls = planned.slice(0, made).map((one): [PlannedCall, Came] => {
      return [one, { returned: pending, fulfilled: number(answer(Math.sqrt(Number(one.args[0])))) }];
    });
    return crowd.computedInWork(runOf(calls, { trace: traceOf(lines) }), planned)?.situation;
  };
  const nearest = (root: number) => root;
  t.equal(judged(nearest, work), 'work-off-js-thread.computed-elsewhere');
  t.equal(
    judged((root) => root * (1 + Number.EPSILON), work),
    undefined,
  );
  t.equal(judged(nearest, work, 5), undefined, 'too few to tell');
  t.equal(judged(nearest, [['environment', 1]]), 'work-off-js-thread.no-work');
});

t.test('reactions run before the JS thread begins anything else', async (t) => {
  const judged = (lines: readonly Line[], more: readonly HarnessEvent[] = []) => {
    const run = runOf([[call, { returned: pending, fulfilled: number(2), settledAt: 50 }]], {
      trace: traceOf([['environment', 1], ['deferred-created', 10.5], ...lines]),
      more,
    });
    return reactsAtOnce(run, callsOf(run, [call]))?.situation;
  };
  const settled: Line = ['deferred-settled', 40];
  t.equal(judged([['complete-begin', 39], settled, ['complete-end', 41], ['complete-begin', 60]]), undefined);
  t.equal(judged([settled, ['complete-begin', 45]]), 'callback-scope.after-callback');
  t.equal(judged([settled], [{ t: 45, kind: 'beat' }]), 'callback-scope.after-timer');
  t.equal(judged([settled, ['execute-begin', 45, { thread: 200 }]]), undefined, 'another thread');
  t.equal(judged([]), undefined, 'the promise has another origin');
});
