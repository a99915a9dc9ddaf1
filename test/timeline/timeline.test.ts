import t from 'tap';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import type { HarnessEvent } from '../../src/harness/protocol.js';
import { timelineOf, windowOf } from '../../src/timeline/timeline.js';
import { traceOf } from '../probe/traces.js';
import { blocked, free, lane, span } from './timelines.js';

type Moment = readonly [kind: HarnessEvent['kind'], t: number, more?: object];

function runOf(moments: readonly Moment[], more: Partial<RunRecord> = {}): RunRecord {
  const events = moments.map(
    ([kind, t, fields]) => ({ kind, t, waited: 0, ...fields }) as unknown as HarnessEvent,
  );
  const ending = { code: 0, signal: null, cutOffAt: undefined, trace: undefined };
  return { scenario: 'test', events, stdout: '', stderr: '', ...ending, ...more } as RunRecord;
}

t.test('without the probe: calls, marks, beats and holds', async (t) => {
  const { lanes, startMs, endMs } = timelineOf(
    runOf([
      ['step', 1, { name: 'single-call' }],
      ['beat', 5],
      ['call', 10, { id: 1, ms: 100 }],
      ['return', 110, { id: 1 }],
      ['callback', 112, { id: 1 }],
      ['beat', 115],
    ]),
  );
  t.equal(lanes.length, 1);
  t.match(lanes[0], { id: 'js', kind: 'js', thread: undefined, beats: [5, 115] });
  t.same(lanes[0]!.spans, [
    { name: 'call', startMs: 10, endMs: 110 },
    { name: 'held', startMs: 10, endMs: 110 },
  ]);
  t.same(
    lanes[0]!.marks.map(({ name }) => name),
    ['call', 'return', 'callback'],
  );
  t.same([startMs, endMs], [5, 115]);
});

t.test('the time between two steps is not a hold', async (t) => {
  const { lanes } = timelineOf(
    runOf([
      ['beat', 0],
      ['step', 10, { name: 'load-addon' }],
      ['beat', 500],
      ['beat', 510],
    ]),
  );
  t.same(lanes[0]!.spans, []);
});

t.test('the last callback of a program has returned when the event loop is empty', async (t) => {
  const { lanes } = timelineOf(
    runOf([
      ['step', 0, { name: 'program' }],
      ['beat', 20],
      ['drained', 320],
      ['exit', 321, { code: 0 }],
    ]),
  );
  t.same(lanes[0]!.spans, [{ name: 'held', startMs: 20, endMs: 320 }]);
});

t.test('a hold at the time limit lasts to the end', async (t) => {
  const { lanes } = timelineOf(
    runOf(
      [
        ['beat', 0],
        ['call', 10, { id: 1, ms: 5 }],
      ],
      { cutOffAt: 9000 },
    ),
  );
  t.same(lanes[0]!.spans, [
    { name: 'call', startMs: 10, endMs: 9000 },
    { name: 'held', startMs: 10, endMs: 9000 },
  ]);
});

const trace = traceOf([
  ['environment', 1],
  ['environment', 2, { thread: 300 }],
  ['execute-begin', 3, { work: '0:1', thread: 500 }],
  ['execute-begin', 4, { work: '0:2', thread: 400 }],
  ['execute-end', 20, { work: '0:1', thread: 500 }],
  ['complete-begin', 21, { work: '0:1', thread: 300 }],
  ['complete-end', 22, { work: '0:1', thread: 300 }],
  ['violation', 30, { thread: 600 }],
]);

t.test('with the probe: one lane per thread, in the order of their first record', async (t) => {
  const { lanes } = timelineOf(
    runOf(
      [
        ['beat', 0],
        ['beat', 40],
      ],
      { trace },
    ),
  );
  t.same(
    lanes.map(({ id, kind, thread, spans, marks }) => [id, kind, thread, spans.length, marks.length]),
    [
      ['js', 'js', 100, 0, 0],
      ['js-2', 'js', 300, 2, 0],
      ['worker-1', 'worker', 500, 1, 0],
      ['worker-2', 'worker', 400, 1, 0],
      ['worker-3', 'worker', 600, 0, 1],
    ],
  );
  t.match(lanes[3]!.spans, [{ name: 'execute', startMs: 4, endMs: 40 }], 'unfinished: to the end of the run');
});

t.test('aborts and cancelled work are marks of the calls that they belong to', async (t) => {
  const { lanes } = timelineOf(
    runOf(
      [
        ['call', 10, { id: 1 }],
        ['return', 12, { id: 1 }],
        ['call', 13, { id: 2 }],
        ['return', 15, { id: 2 }],
        ['abort', 20, { id: 2 }],
      ],
      {
        trace: traceOf([
          ['work-queued', 11, { work: '0:1' }],
          ['work-queued', 14, { work: '0:2' }],
          ['work-cancelled', 21, { work: '0:2' }],
        ]),
      },
    ),
  );
  t.same(lanes[0]!.marks.slice(-2), [
    { name: 'abort', atMs: 20, call: 2 },
    { name: 'cancelled', atMs: 21, call: 2 },
  ]);
});

t.test('only a worker thread loaded the add-on: its spans are not those of the main thread', async (t) => {
  const { lanes } = timelineOf(
    runOf([['beat', 0]], {
      trace: traceOf([
        ['environment', 1, { thread: 300 }],
        ['complete-begin', 2, { thread: 300 }],
      ]),
    }),
  );
  t.match(lanes, [
    { id: 'js', thread: 100, spans: [] },
    { id: 'js-2', thread: 300 },
  ]);
});

t.test('nothing happened', async (t) => {
  t.match(timelineOf(runOf([])), { startMs: 0, endMs: 1, lanes: [{ id: 'js' }] });
});

t.test('a window: spans cut at its edges, a small margin, no empty lanes', async (t) => {
  const window = windowOf(free, 100, 200);
  t.equal(window.startMs, 96);
  t.equal(window.endMs, 204);
  t.same(
    window.lanes.map(({ id }) => id),
    ['js', 'worker-1'],
  );
  t.same(window.lanes[1]!.spans, [{ name: 'execute', startMs: 96, endMs: 204, wholeMs: 200 }]);
  t.same(window.lanes[0]!.marks, []);
  t.ok(window.lanes[0]!.beats.every((beat) => beat >= 96 && beat <= 204));
  t.same(
    windowOf(free, 0, 5).lanes.map(({ id }) => id),
    ['js'],
  );
  t.same(windowOf(blocked, 5000, 6000).lanes, []);
});

t.test('a window: workers are renumbered in the order of their first span', async (t) => {
  const workers = [
    lane('worker-1', { thread: 101, spans: [span('execute', 0, 50)] }),
    lane('worker-2', { thread: 102, spans: [span('execute', 130, 200)] }),
    lane('worker-3', { thread: 103, spans: [span('execute', 110, 200)] }),
  ];
  const { lanes } = windowOf({ ...free, lanes: [free.lanes[0]!, ...workers] }, 100, 200);
  t.same(
    lanes.map(({ id, thread }) => [id, thread]),
    [
      ['js', 100],
      ['worker-1', 103],
      ['worker-2', 102],
    ],
  );
});

t.test('a thread of the add-on has a lane: its life, and its calls of threadsafe functions', async (t) => {
  const trace = traceOf([
    ['environment', 0],
    ['thread-created', 9],
    ['thread-started', 10, { thread: 200 }],
    ['function-called', 12, { thread: 200 }],
    ['thread-ended', 20, { thread: 200 }],
    ['thread-created', 21, { ownThread: '0:2' }],
    ['thread-started', 22, { thread: 201, ownThread: '0:2' }],
  ]);
  const { lanes } = timelineOf(
    runOf(
      [
        ['beat', 0],
        ['beat', 30],
      ],
      { trace },
    ),
  );
  t.match(lanes.slice(1), [
    {
      id: 'thread-1',
      kind: 'thread',
      thread: 200,
      spans: [
        { name: 'thread', startMs: 10, endMs: 20 },
        { name: 'sent', startMs: 12, endMs: 12 },
      ],
    },
    { id: 'thread-2', thread: 201, spans: [{ name: 'thread', startMs: 22, endMs: 30 }] },
  ]);
  t.equal(lanes.length, 3);
});

t.test('environments: the life of each in a worker, and the threads that belong to it', async (t) => {
  const trace = traceOf(
    [
      ['environment', 1, { env: 1, thread: 10 }],
      ['environment', 3, { env: 2, thread: 20 }],
      ['thread-created', 4, { thread: 20 }],
      ['thread-started', 5, { thread: 30 }],
      ['execute-begin', 6, { thread: 40 }],
      ['execute-end', 7, { thread: 40 }],
      ['thread-ended', 8, { thread: 30 }],
      ['environment-ended', 9, { env: 2, thread: 20 }],
    ],
    { mainThread: 10 },
  );
  const { lanes } = timelineOf(
    runOf(
      [
        ['beat', 0],
        ['beat', 12],
      ],
      { trace },
    ),
  );
  t.same(
    lanes.map(({ id, environment }) => [id, environment]),
    [
      ['js', 1],
      ['js-2', 2],
      ['thread-1', 2],
      ['worker-1', undefined],
    ],
  );
  t.same(lanes[1]!.spans, [{ name: 'environment', startMs: 3, endMs: 9 }]);
});

t.test('a full queue: the calls that it refused, and how deep it was', async (t) => {
  const called = (at: number, status: string) =>
    [
      ['function-called', at, { thread: 200 }],
      ['function-answered', at + 1, { thread: 200, status }],
    ] as const;
  const trace = traceOf([
    ['environment', 0],
    ['function-queue', 1, { limit: 2 }],
    ['thread-created', 9],
    ['thread-started', 10, { thread: 200 }],
    ...called(11, 'napi_ok'),
    ['function-depth', 12, { deepest: 1 }],
    ...called(13, 'napi_ok'),
    ['function-depth', 14, { deepest: 2 }],
    ...called(15, 'napi_queue_full'),
    ['thread-ended', 20, { thread: 200 }],
  ]);
  const { lanes, queues } = timelineOf(runOf([['beat', 0]], { trace }));
  t.same(
    lanes[1]?.spans.map(({ name }) => name),
    ['thread', 'sent', 'sent', 'refused'],
  );
  t.match(queues, [{ limit: 2, deepest: 2 }]);
});

// Looking at all records for each of these threads took minutes.
t.test('a program with thousands of threads', { timeout: 60_000 }, async (t) => {
  const trace = traceOf(
    Array.from({ length: 8_000 }, (_, index) => {
      const thread = { thread: 200 + index, ownThread: `0:${index}` };
      return [
        ['thread-created', index, { ownThread: thread.ownThread }],
        ['thread-started', index + 0.1, thread],
        ['execute-begin', index + 0.2, { thread: thread.thread, work: `0:${index}` }],
        ['thread-ended', index + 0.3, thread],
      ] as const;
    }).flat(),
  );
  const { lanes } = timelineOf(runOf([], { trace }));
  t.equal(lanes.filter(({ kind }) => kind === 'thread').length, 8_000);
  t.match(lanes.at(-1)!.spans, [{ name: 'thread', startMs: 7_999.1, endMs: 7_999.3 }]);
});
