import t from 'tap';
import * as judge from '../../../exercises/own_thread/judge.js';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import * as stream from '../../../src/tasks/stream/judge.js';
import * as threads from '../../../src/tasks/stream/threads.js';
import type { Line } from '../../probe/traces.js';
import { CUT_OFF, StreamStory, type Untimed } from '../../tasks/stream/stream-story.js';

const PACKAGE = '/myaddon';
const OTHER = 200;
const POOL = 300;

/** A run of watchers. The first is called at 10 ms. */
class WatchStory extends StreamStory {
  #calls = 0;

  watch(called?: number, returned?: number, type?: string): this {
    return this.start(++this.#calls, called, returned, type);
  }

  ticks(numbers: readonly number[], from = 20, pace = 6, id = 1): this {
    return this.items(numbers, from, pace, id);
  }

  stop(called: number, returned?: number, stream = 1): this {
    return this.stopped(++this.#calls, called, returned, stream);
  }
}

const story = () => new WatchStory();

t.test('the numbers, in order', async (t) => {
  const judged = (...numbers: number[]) => judge.countsInOrder(story().watch().ticks(numbers).told(), 3);
  t.equal(judged(1, 2, 3), undefined);
  t.match(judged(0, 1, 2), { situation: 'counts-in-order.starts-at', values: { first: '0' } });
  t.match(judged(1, 1, 2), { situation: 'counts-in-order.twice' });
  t.match(judged(1, 2, 4), { situation: 'counts-in-order.lost', values: { before: 2, first: '4' } });
  t.match(judged(1, 2, 3, 2), { situation: 'counts-in-order.order' });
  const full = story()
    .watch()
    .ticks([1, 3])
    .told([['function-answered', 15, { status: 'napi_queue_full' }]]);
  t.match(judge.countsInOrder(full, 3), { situation: 'counts-in-order.queue-full' });
});

t.test('what onTick is called with', async (t) => {
  const called = (args: number, more: { first?: string; type?: string }) =>
    judge.countsInOrder(
      story()
        .watch()
        .at(20, { kind: 'callback', id: 1, args, ...more })
        .told(),
      1,
    );
  t.equal(called(1, { first: '1', type: 'number' }), undefined);
  for (const wrong of [
    called(0, {}),
    called(1, { first: '1', type: 'string' }),
    called(1, { first: '1', type: 'bigint' }),
    called(2, { first: '1', type: 'number' }),
  ])
    t.match(wrong, { situation: 'counts-in-order.not-a-number' });
});

t.test('too few ticks: the process ended, the function refused, or nothing more is known', async (t) => {
  const some = () => story().watch().ticks([1]);
  const judged = (run: RunRecord) => judge.countsInOrder(run, 3)?.situation;
  t.equal(judged(some().told()), 'counts-in-order.drained');
  t.equal(judged(some().told([['function-unref', 11]])), 'counts-in-order.unref');
  t.equal(judged(some().told([], CUT_OFF)), 'counts-in-order.stopped');
  const refused: Line = ['function-answered', 30, { status: 'napi_closing' }];
  t.equal(judged(some().told([refused], CUT_OFF)), 'counts-in-order.refused');
  t.equal(judged(some().stop(40, 41).told()), undefined, 'the drive stopped it itself');
});

t.test('the pace: only what comes too early is evidence', async (t) => {
  const judged = (pace: number, trace?: readonly Line[]) =>
    judge.waitsBetweenTicks(story().watch().ticks([1, 2, 3, 4, 5, 6], 15, pace).told(trace));
  t.equal(judged(5), undefined);
  t.equal(judged(500), undefined, 'a busy machine');
  t.match(judged(0.1), { situation: 'waits-between-ticks.too-fast', values: { count: 6, least: 25 } });
  const burst = Array.from(
    { length: 6 },
    (_, i): Line => ['function-called', 15 + i / 10, { thread: OTHER }],
  );
  t.match(judged(5, burst), { situation: 'waits-between-ticks.sent-too-fast' });
});

t.test('stop() that never returns', async (t) => {
  const waiting = (...lines: Line[]) =>
    judge.stopEndsIt(story().watch().ticks([1]).stop(100).told(lines, CUT_OFF))?.situation;
  const called = (at: number): Line => ['function-called', at, { thread: OTHER }];
  const answered = (at: number): Line => ['function-answered', at, { thread: OTHER, status: 'napi_ok' }];
  t.equal(waiting(called(20), answered(21), called(30)), 'stop-ends-it.full-queue');
  t.equal(waiting(called(20), answered(21)), 'stop-ends-it.never-returned');
  t.equal(waiting(called(150), answered(151)), 'stop-ends-it.never-returned', 'it stopped long ago');
  t.equal(waiting(called(9_990), answered(9_991)), 'stop-ends-it.goes-on');
});

t.test('ticks after stop(), and a second stop()', async (t) => {
  const base = () => story().watch().ticks([1, 2]).stop(40, 50);
  t.equal(judge.stopEndsIt(base().stop(100, 101).told()), undefined);
  t.match(judge.stopEndsIt(base().ticks([3], 60).told()), {
    situation: 'stop-ends-it.late',
    values: { count: 1, first: '3' },
  });
  const sent: Line[] = [60, 65].map((at) => ['function-called', at, { thread: OTHER }]);
  t.match(judge.stopEndsIt(base().ticks([3], 60).told(sent)), { situation: 'stop-ends-it.still-counting' });
  const detached: Line[] = [['thread-detached', 13], ...sent];
  t.match(judge.stopEndsIt(base().ticks([3], 60).told(detached)), { situation: 'stop-ends-it.detached' });
  t.match(judge.stopEndsIt(base().stop(100).told([], CUT_OFF)), {
    situation: 'stop-ends-it.second-never-returned',
  });
});

t.test('errors of onTick', async (t) => {
  const base = () => story().watch().ticks([1, 2, 3, 4]);
  const judged = (run: RunRecord) => stream.errorsAreUncaught(run, 2, judge.stopEndsIt)?.situation;
  t.equal(judged(base().observe(27, 'uncaught', 'the-error').observe(90, 'went-on', '').told()), undefined);
  t.equal(judged(base().told()), 'errors-are-uncaught.swallowed');
  t.equal(judged(base().observe(27, 'uncaught', 'Error: x').told()), 'errors-are-uncaught.another');
  const twice = base().observe(27, 'uncaught', 'the-error').observe(28, 'uncaught', 'the-error');
  t.equal(judged(twice.told()), 'errors-are-uncaught.often');
  t.equal(judged(base().observe(27, 'uncaught', 'the-error').told()), 'errors-are-uncaught.no-more-ticks');
  const crashed = { code: null, signal: 'SIGABRT' as const };
  t.equal(judged(base().told([], crashed)), 'errors-are-uncaught.crashed');
});

t.test('who sent the ticks', async (t) => {
  const judged = (...lines: Line[]) =>
    threads.sentByOwnThread(story().watch().ticks([1, 2]).told(lines), PACKAGE)?.situation;
  const called = (thread: number): Line => ['function-called', 15, { thread }];
  const created: Line = ['thread-created', 11];
  t.equal(judged(created, called(OTHER)), undefined);
  t.equal(judged(called(100)), 'own-thread.js-thread');
  t.equal(judged(['execute-begin', 13, { thread: POOL }], called(POOL)), 'own-thread.pool');
  t.equal(judged(created, called(OTHER), called(OTHER + 1)), 'own-thread.several');
  t.equal(judged(created), 'own-thread.no-threadsafe-call');
  t.equal(judged(['execute-begin', 13, { thread: POOL }]), 'own-thread.pool-without-call');
  t.equal(judged(), 'own-thread.no-thread');
});

t.test('whether the thread is joined by the end of stop()', async (t) => {
  const judged = (...lines: Line[]) =>
    threads.joinsThread(story().watch().ticks([1]).stop(40, 50).told(lines), PACKAGE, 50)?.situation;
  const begins: Line[] = [
    ['thread-created', 11],
    ['thread-started', 12, { thread: OTHER }],
  ];
  t.equal(judged(...begins, ['thread-ended', 45, { thread: OTHER }], ['thread-joined', 46]), undefined);
  t.equal(judged(...begins, ['thread-joined', 60]), 'joins-thread.late');
  t.equal(judged(...begins), 'joins-thread.still-running');
  t.equal(judged(...begins, ['thread-ended', 45, { thread: OTHER }]), 'joins-thread.not-joined');
  t.equal(judged(...begins, ['thread-detached', 13]), 'joins-thread.detached');
  const atLoad: Line[] = [
    ['thread-created', 1],
    ['thread-detached', 1],
    ['thread-started', 2, { thread: OTHER }],
  ];
  t.equal(judged(...atLoad), undefined, 'a thread that does not send ticks');
  t.equal(judged(...atLoad, ['function-called', 15, { thread: OTHER }]), 'joins-thread.detached');
});

t.test('whether the threadsafe function is released', async (t) => {
  const judged = (more: Partial<RunRecord>, ...lines: Line[]) =>
    threads.releasesFunction(story().watch().ticks([1]).stop(40, 50).told(lines, more), PACKAGE)?.situation;
  const created: Line = ['function-created', 11];
  t.equal(judged({}, created, ['function-released', 45]), undefined);
  t.equal(judged(CUT_OFF, created), 'releases-function.keeps-alive');
  t.equal(judged({}, created, ['function-unref', 12]), 'releases-function.unref');
  t.equal(judged({}, created), 'releases-function.left');
  const twice: Line[] = [created, ['function-released', 45], ['function-released', 46]];
  t.equal(judged({}, ...twice), 'releases-function.too-often');
  t.equal(judged({}, created, ['function-acquired', 12], ...twice.slice(1)), undefined);
  const ended: Line[] = [created, ['function-released', 45], ['function-finalized', 55]];
  t.equal(
    judged({}, ...ended, ['function-called', 60, { thread: OTHER }]),
    'releases-function.used-after-end',
  );
});

t.test('the pool is held', async (t) => {
  const judged = (freed: string, after: number[]) =>
    judge.leavesPoolAlone(
      story()
        .watch()
        .observe(5_000, 'pool-freed', freed)
        .at(5_001, { kind: 'open-gate' })
        .ticks(after, 5_010)
        .told(),
    )?.situation;
  t.equal(judged('after-ticks', [6]), undefined);
  t.equal(judged('without-ticks', [1, 2]), 'leaves-pool-alone.waits-for-pool');
  t.equal(judged('without-ticks', []), 'leaves-pool-alone.no-ticks');
});

t.test('process.exit() while it counts', async (t) => {
  const exits = (more: Partial<RunRecord>, last?: Untimed) => {
    const run = story().watch().observe(30, 'exits', '');
    if (last) run.at(31, last);
    const told = run.told([], more);
    const events = told.events.filter(({ kind }) => kind !== 'drained');
    return threads.exitsWhileRunning({ ...told, events }, PACKAGE)?.situation;
  };
  t.equal(exits({}), undefined);
  t.equal(exits(CUT_OFF), 'exit-while-counting.hangs');
  t.equal(exits({ code: null, signal: 'SIGABRT' }), 'exit-while-counting.crashed');
});
