import t from 'tap';
import { jsThreads, timeWithin, workSpans } from '../../src/probe/work-spans.js';
import { traceOf } from './traces.js';

t.test('begins and ends belong together by kind, work and thread', async (t) => {
  const spans = workSpans(
    traceOf([
      ['execute-begin', 1, { work: '0:1', thread: 7 }],
      ['execute-begin', 2, { work: '0:2', thread: 8 }],
      ['execute-begin', 3, { work: '1:1', thread: 9 }],
      ['execute-end', 4, { work: '0:2', thread: 8 }],
      ['execute-end', 5, { work: '0:1', thread: 7 }],
      ['complete-begin', 6, { work: '0:1' }],
      ['complete-end', 7, { work: '0:1' }],
      ['execute-end', 8, { work: '1:1', thread: 9 }],
    ]),
  );
  t.same(
    spans.map(({ kind, id, thread, startMs, endMs }) => [kind, id, thread, startMs, endMs]),
    [
      ['execute', '0:1', 7, 1, 5],
      ['execute', '0:2', 8, 2, 4],
      ['execute', '1:1', 9, 3, 8],
      ['complete', '0:1', 100, 6, 7],
    ],
  );
});

t.test('one inside of another of the same kind', async (t) => {
  const spans = workSpans(
    traceOf([
      ['function-js-begin', 1],
      ['function-js-begin', 2],
      ['function-js-end', 3],
      ['function-js-end', 4],
    ]),
  );
  t.same(
    spans.map(({ startMs, endMs }) => [startMs, endMs]),
    [
      [1, 4],
      [2, 3],
    ],
  );
});

t.test('what never ended has no end; after a full trace file, nothing is known of it', async (t) => {
  const lines = [
    ['execute-begin', 1, { work: '0:1' }],
    ['work-queued', 9, { work: '0:2' }],
  ] as const;
  t.equal(workSpans(traceOf(lines))[0]!.endMs, undefined);
  t.equal(workSpans(traceOf(lines, { lost: 3 }))[0]!.endMs, 9);
});

t.test('an end whose begin is missing takes no time', async (t) => {
  const [span] = workSpans(traceOf([['complete-end', 5, { work: '0:1' }]]));
  t.match(span, { startMs: 5, endMs: 5 });
});

t.test('JS threads: the main one first, whoever was seen first', async (t) => {
  const lines = [
    ['environment', 1, { thread: 300 }],
    ['execute-begin', 2, { thread: 400 }],
    ['environment', 3, { thread: 100 }],
    ['complete-begin', 4, { thread: 500 }],
  ] as const;
  t.same(jsThreads(traceOf(lines)), [100, 300, 500]);
  t.same(jsThreads(traceOf(lines, { mainThread: 0 })), [300, 100, 500]);
});

t.test('time within: only the part between the moments', async (t) => {
  const span = (startMs: number, endMs: number | undefined) => {
    return { kind: 'execute' as const, id: '', thread: 1, startMs, endMs };
  };
  t.equal(timeWithin([span(0, 5), span(8, 12), span(20, 30)], 2, 10), 5);
  t.equal(timeWithin([span(4, undefined)], 0, 10), 6);
  t.equal(timeWithin([], 0, 10), 0);
});
