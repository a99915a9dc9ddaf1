import t from 'tap';
import { endsWithWorker, uncaughtEndsProcess } from '../../../exercises/backpressure/endings.js';
import * as judge from '../../../exercises/backpressure/judge.js';
import { nothingLeaked } from '../../../exercises/backpressure/leaks.js';
import { ENDLESS, endedName, QUEUE_SIZE } from '../../../exercises/backpressure/params.js';
import { tellsTotals } from '../../../exercises/backpressure/totals.js';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import type { Verdict } from '../../../src/report/finding.js';
import { type Line, traceOf } from '../../probe/traces.js';
import { CUT_OFF, StreamStory } from '../../tasks/stream/stream-story.js';

const PACKAGE = '/myaddon';
const OTHER = 200;
const COUNT = 100;
/** When the JS thread is free again, ms. Calls are made from 20 ms on, readings come from 500 ms on. */
const FREE = 400;

/** A run of one sensor, from its call at 10 ms. */
class SensorStory extends StreamStory {
  constructor() {
    super();
    this.start(1).at(FREE, { kind: 'step', name: 'js-thread-free' });
  }

  readings(numbers: readonly number[], from = 500): this {
    return this.items(numbers, from, 1);
  }

  ended(delivered?: number, dropped?: number, at = 900): this {
    return this.observe(at, endedName(1), JSON.stringify({ args: 1, shown: '{}', delivered, dropped }));
  }

  stop(at: number): this {
    return this.stopped(2, at, at + 1);
  }
}

const story = () => new SensorStory();
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const situation = (verdict: Verdict) => verdict?.situation;

/** Calls of the thread, one a millisecond from 20 ms on, and what they returned. */
function calls(statuses: readonly string[], blocking = false): Line[] {
  return statuses.flatMap((status, index): Line[] => [
    ['function-called', 20 + index, { thread: OTHER, blocking }],
    ['function-answered', 20.5 + index, { thread: OTHER, status }],
  ]);
}
const repeated = (status: string, count: number) => Array.from({ length: count }, () => status);
const full = [...repeated('napi_ok', 64), ...repeated('napi_queue_full', 36)];
const THREAD: readonly Line[] = [
  ['thread-created', 11],
  ['thread-started', 12, { thread: OTHER }],
];
const thread = (endedAt: number): Line[] => [...THREAD, ['thread-ended', endedAt, { thread: OTHER }]];

t.test('the numbers of readings rise, and have gaps', async (t) => {
  const judged = (...given: number[]) =>
    situation(judge.readingsInOrder(story().readings(given).told(), COUNT));
  t.equal(judged(0, 1, 5, 99), undefined);
  t.equal(judged(0, 0), 'counts-in-order.twice');
  t.equal(judged(0, 3, 2), 'counts-in-order.order');
  t.equal(judged(0, 100), 'counts-in-order.beyond');
  t.equal(judged(0xdbdbdbdb), 'counts-in-order.deleted');
  t.equal(judged(-1), 'counts-in-order.beyond');
});

t.test('the limit of the queue', async (t) => {
  const judged = (limit: number) =>
    situation(
      judge.limitsQueue(
        story().told([['function-created', 11], ['function-queue', 11, { limit }], ...calls(['napi_ok'])]),
        PACKAGE,
      ),
    );
  t.equal(judged(QUEUE_SIZE), undefined);
  t.equal(judged(0), 'limits-queue.unlimited');
  t.equal(judged(1), 'limits-queue.another');
});

t.test('what happens while the queue is full', async (t) => {
  const judged = (lines: readonly Line[], came = numbers(64), more: Partial<RunRecord> = {}) => {
    const run = story()
      .readings(came)
      .ended(came.length, COUNT - came.length);
    return situation(judge.dropsWhenFull(run.told(lines, more), COUNT));
  };
  const ended = thread(300);
  t.equal(judged([...ended, ...calls(full)]), undefined);
  t.equal(judged([...ended, ...calls([...full, 'napi_ok'])]), undefined, 'one more for the end');
  const waiting: Line[] = [
    ...calls(repeated('napi_ok', 64), true),
    ['function-called', 90, { thread: OTHER }],
  ];
  t.equal(judged([...THREAD, ...waiting], numbers(64), CUT_OFF), 'drops-when-full.blocks');
  t.equal(judged([...THREAD, ...calls(repeated('napi_ok', 64))]), 'drops-when-full.never-full');
  t.equal(judged([...ended, ...calls([...full, ...full])]), 'drops-when-full.retries');
  t.equal(judged([...ended, ...calls(full.slice(0, 65))]), 'drops-when-full.gives-up');
  t.equal(judged([...ended, ...calls(full.slice(0, 9))]), 'drops-when-full.fewer-calls');
  t.equal(judged([...ended, ...calls(full)], numbers(70)), 'drops-when-full.elsewhere');
  t.equal(judged([...ended, ...calls(full)], numbers(60)), 'drops-when-full.lost');
  t.equal(judged([...ended, ...calls(full)], numbers(64, 1)), 'drops-when-full.another');
});

t.test('what happens while the queue is full, without the probe', async (t) => {
  const judged = (dropped: number) =>
    situation(
      judge.dropsWhenFull(
        story()
          .readings(numbers(COUNT - dropped))
          .ended(0, dropped)
          .told(),
        COUNT,
      ),
    );
  t.equal(judged(36), undefined);
  t.equal(judged(0), 'drops-when-full.nothing-dropped');
});

t.test('the totals', async (t) => {
  const judged = (run: SensorStory, more: Partial<RunRecord> = {}, lines: readonly Line[] = calls(full)) =>
    situation(tellsTotals(run.told(lines, more), COUNT));
  const read = () => story().readings(numbers(64));
  t.equal(judged(read().ended(64, 36)), undefined);
  t.equal(judged(read(), CUT_OFF), 'tells-totals.never');
  t.equal(judged(read(), CUT_OFF, [...thread(300), ...calls(full)]), 'tells-totals.not-released');
  t.equal(judged(read()), 'tells-totals.drained');
  t.equal(judged(read(), {}, [['function-unref', 11], ...calls(full)]), 'tells-totals.unref');
  t.equal(judged(read(), {}, calls([...full, 'napi_queue_full'])), 'tells-totals.end-refused');
  t.equal(judged(read().ended(64, 36).ended(64, 36)), 'tells-totals.often');
  t.equal(judged(read().ended(64, 36, 450)), 'tells-totals.reading-after');
  t.equal(judged(read().ended(64)), 'tells-totals.not-totals');
  t.equal(judged(read().ended(60, 40)), 'tells-totals.delivered');
  t.equal(judged(read().ended(64, 0)), 'tells-totals.dropped');
  t.equal(situation(tellsTotals(read().ended(64, 0).told(), COUNT)), 'tells-totals.sum', 'without the probe');
});

t.test('stop() with a full queue', async (t) => {
  const judged = (
    made: number,
    came: number,
    told: [number, number] | undefined,
    more: Partial<RunRecord> = {},
  ) => {
    const run = story().readings(numbers(came)).observe(99, 'calls-at-stop', 90).stop(100);
    if (told) run.ended(...told);
    return situation(judge.stopsEarly(run.observe(950, 'calls-made', made).told([], more)));
  };
  t.equal(judged(120, 64, [64, 56]), undefined);
  t.equal(judged(121, 64, [64, 56]), undefined, 'one more for the end');
  t.equal(judged(ENDLESS, 64, [64, ENDLESS - 64]), 'stop-ends-it.ran-on');
  t.equal(judged(120, 64, undefined, CUT_OFF), 'stop-ends-it.no-end');
  t.equal(judged(120, 64, undefined), 'stop-ends-it.no-end-at-all');
  const aborted = { trace: traceOf([['function-released', 100, { aborts: true }]]) };
  t.equal(judged(120, 0, undefined, aborted), 'stop-ends-it.aborted');
  t.equal(judged(120, 64, [64, 56], aborted), 'stop-ends-it.aborted-too-late', 'the thread was first');
  t.equal(judged(120, 10, [10, 110]), 'stop-ends-it.queue-lost');
  t.equal(judged(120, 64, [64, ENDLESS - 64]), 'stop-ends-it.totals');
});

t.test('readings are delivered while others are produced', async (t) => {
  const judged = (calls: number) =>
    situation(judge.deliversMeanwhile(story().observe(500, 'calls-at-stop', calls).told([])));
  t.equal(judged(300), undefined);
  t.equal(judged(ENDLESS), 'js-thread-free.delivers-late');
});

t.test('a reference of each sensor', async (t) => {
  const references = ['0:1', '0:2'].map((reference): Line => ['reference-created', 11, { reference }]);
  const judged = (...lines: Line[]) => situation(nothingLeaked(story().told(lines), PACKAGE));
  t.equal(judged(references[0]!), undefined, 'one for all sensors');
  t.equal(judged(...references), 'nothing-leaked.left');
  t.equal(judged(...references, ['reference-deleted', 900, { reference: '0:1' }]), undefined);
});

t.test('the data of calls', async (t) => {
  const sent = (payload: string, at: number): Line => ['payload-passed', at, { payload, thread: OTHER }];
  const answered = (status: string, at: number): Line => ['function-answered', at, { thread: OTHER, status }];
  const judged = (...freed: string[]) => {
    const free = freed.map((payload): Line => ['payload-freed', 50, { payload }]);
    const lines = [
      sent('0:1', 20),
      answered('napi_ok', 21),
      sent('0:2', 22),
      answered('napi_queue_full', 23),
    ];
    return situation(nothingLeaked(story().told([...lines, ...free]), PACKAGE));
  };
  t.equal(judged('0:1', '0:2'), undefined);
  t.equal(judged('0:1'), 'nothing-leaked.refused');
  t.equal(judged('0:2'), 'nothing-leaked.payload');
});

t.test('a worker that is terminated', async (t) => {
  const judged = (lines: readonly Line[], more: Partial<RunRecord> = {}) =>
    situation(endsWithWorker(story().told(lines, more), PACKAGE));
  const joined: Line = ['thread-joined', 310];
  t.equal(judged([...thread(300), joined]), undefined);
  t.equal(judged(thread(300)), 'ends-with-worker.not-joined');
  t.equal(judged([...thread(300), joined], CUT_OFF), 'ends-with-worker.hangs');
  t.equal(judged([...thread(300), joined], { code: null, signal: 'SIGSEGV' }), 'ends-with-worker.crashed');
  t.equal(judged([['function-after-closing', 200], ...thread(300), joined]), 'ends-with-worker.uses-closed');
});

t.test('an error that nothing handles', async (t) => {
  const judged = (more: Partial<RunRecord>) =>
    situation(uncaughtEndsProcess(story().observe(30, 'throws', '').told([], more)));
  t.equal(judged({ code: 1 }), undefined);
  t.equal(judged(CUT_OFF), 'exit-while-counting.uncaught-hangs');
  t.equal(judged({ code: null, signal: 'SIGABRT' }), 'exit-while-counting.uncaught-crashed');
});
