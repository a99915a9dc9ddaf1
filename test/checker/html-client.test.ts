/** The parts of the page's script that need no browser. */
import t from 'tap';
import type { LaneData } from '../../src/checker/html/client/data.js';
import { blocksOf, entriesOf, rowsOf, visibleMarks } from '../../src/checker/html/client/entries.js';
import {
  centred,
  formatExactMs,
  formatMs,
  moved,
  ticks,
  wholeView,
  zoomed,
} from '../../src/checker/html/client/view.js';
import { formatTick } from '../../src/timeline/scale.js';

const whole = { fromMs: 0, toMs: 100 };

function entries(lane: Partial<LaneData>) {
  const data = { id: 'js', note: '', spans: [], marks: [], beats: [], ...lane };
  return entriesOf(data, { spans: { execute: 'work' }, marks: { call: 'call' } });
}

t.test('zooming keeps the time in its place, and stays within the whole', async (t) => {
  t.same(zoomed(whole, whole, 2), { fromMs: 25, toMs: 75 });
  t.same(zoomed(whole, whole, 2, 20), { fromMs: 10, toMs: 60 });
  t.same(zoomed({ fromMs: 0, toMs: 10 }, whole, 0.5), { fromMs: 0, toMs: 20 });
  t.same(zoomed(whole, whole, 0.5), whole);
  const closest = zoomed(whole, whole, 1e9, 50);
  t.ok(closest.toMs - closest.fromMs > 0.0009, 'never to nothing');
});

t.test('moving stops at the ends', async (t) => {
  const view = { fromMs: 40, toMs: 60 };
  t.same(moved(view, whole, 0.5), { fromMs: 50, toMs: 70 });
  t.same(moved(view, whole, 5), { fromMs: 80, toMs: 100 });
  t.same(moved(view, whole, -5), { fromMs: 0, toMs: 20 });
  t.same(centred(99, 20, whole), { fromMs: 80, toMs: 100 });
});

t.test('a timeline without a duration can be shown', async (t) => {
  const { fromMs, toMs } = wholeView(5, 5);
  t.ok(fromMs < 5 && toMs > 5);
});

t.test('ticks are round numbers', async (t) => {
  t.same(ticks(whole, 5), [0, 20, 40, 60, 80, 100]);
  t.same(ticks({ fromMs: 3, toMs: 6 }, 3), [3, 4, 5, 6]);
  t.same([formatTick(20, 20), formatTick(0.5, 0.1), formatTick(1, 0.05)], ['20', '0.5', '1.00']);
  t.same([1234.5678, 7].map(formatExactMs), ['1234.568', '7']);
  t.same([1234.56, 123.456, 0.1234, 7].map(formatMs), ['1234.6', '123.46', '0.123', '7']);
});

t.test('entries are in the order of their start, the longest first', async (t) => {
  const all = entries({
    spans: [
      ['execute', 5, 6],
      ['other', 1, 2],
      ['execute', 1, 9, 20],
    ],
    marks: [['call', 3]],
  });
  t.same(
    all.map(({ name, startMs, durationMs }) => [name, startMs, durationMs]),
    [
      ['work', 1, 20],
      ['other', 1, 1],
      ['call', 3, undefined],
      ['work', 5, 1],
    ],
  );
  t.same(
    rowsOf(all).map((row) => row.map(({ name }) => name)),
    [['work'], ['other', 'work']],
  );
});

t.test('there are never more than four rows', async (t) => {
  const spans = Array.from({ length: 50 }, (_, index) => ['execute', index, 100] as const);
  const rows = rowsOf(entries({ spans }));
  t.equal(rows.length, 4);
  t.equal(rows.flat().length, 50);
});

t.test('narrow spans become one block, wide ones stay', async (t) => {
  const spans = [
    ['execute', 0, 0.1],
    ['execute', 0.1, 0.2],
    ['sent', 0.3, 0.3],
    ['execute', 50, 60],
  ] as const;
  const row = entries({ spans });
  const blocks = blocksOf(row, whole, 500);
  t.same(
    blocks.map(({ kind, count }) => [kind, count]),
    [
      [undefined, 3],
      ['execute', 1],
    ],
  );
  t.match(blocks[1], { left: 250, right: 300 });
  t.equal(blocksOf(row, { fromMs: 0, toMs: 0.4 }, 500).length, 3, 'closer, they are apart');
  t.equal(blocksOf(row, { fromMs: 61, toMs: 70 }, 500).length, 0, 'only what is visible');
});

t.test('there are not more blocks than pixels', async (t) => {
  for (const length of [0.001, 0.4, 60]) {
    const spans = Array.from({ length: 20_000 }, (_, index) => {
      return ['execute', index / 200, index / 200 + length] as const;
    });
    for (const row of rowsOf(entries({ spans })))
      t.ok(blocksOf(row, whole, 500).length <= 500, `${length} ms`);
  }
});

t.test('of marks that are too close, one is drawn, and letters do not overlap', async (t) => {
  const row = entries({ marks: [10, 10.1, 11, 50].map((at) => ['call', at] as const) });
  t.same(
    visibleMarks(row, whole, 500).map(({ x, isLettered }) => [x, isLettered]),
    [
      [50, true],
      [55, false],
      [250, true],
    ],
  );
});
