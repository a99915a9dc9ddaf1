import { stripVTControlCharacters } from 'node:util';
import t from 'tap';
import { drawTimeline } from '../../src/timeline/picture.js';
import type { Timeline } from '../../src/timeline/timeline.js';
import { terminalOf } from '../support/terminal-of.js';
import { blocked, free, lane, span } from './timelines.js';

const violated: Timeline = {
  startMs: 0,
  endMs: 50,
  lanes: [
    lane('js', { beats: [0, 10, 20, 30, 40, 50] }),
    lane('worker-1', { spans: [span('execute', 10, 50)], marks: [{ name: 'violation', atMs: 50 }] }),
  ],
};

const crowd: Timeline = {
  startMs: 0,
  endMs: 1e6,
  lanes: [
    lane('js', { marks: Array.from({ length: 300 }, (_, i) => ({ name: 'callback', atMs: i * 3000 })) }),
    ...Array.from({ length: 130 }, (_, i) =>
      lane(`worker-${i + 1}`, { spans: [span('execute', i, 1e6 - i), span('execute', 5, 5)] }),
    ),
  ],
};

for (const columns of [60, 80, 140]) {
  for (const locale of ['C.UTF-8', 'C']) {
    for (const colour of [true, false]) {
      t.test(`${columns} columns, ${locale}, ${colour ? 'in colour' : 'plain'}`, async (t) => {
        const terminal = terminalOf({ columns, locale, colour });
        for (const timeline of [blocked, free, violated, crowd]) {
          const lines = drawTimeline(timeline, terminal);
          const plain = lines.map(stripVTControlCharacters);
          const widest = Math.max(...plain.map((line) => line.length));
          t.ok(widest < columns, `${widest} columns are used`);
          t.ok(widest > columns - 15, 'nearly the full width is used');
          t.equal(lines.join() !== plain.join(), colour);
          if (locale === 'C') t.match(plain.join(''), /^[\x20-\x7e]*$/);
          else t.match(plain.join(''), /[─┬]/);
        }
      });
    }
  }
}

function js(timeline: Timeline, locale: string): string {
  const lines = drawTimeline(timeline, terminalOf({ locale }));
  return lines.find((line) => line.startsWith('  JS thread'))!.slice(12);
}

t.test('blocked and free look clearly different, also in ASCII', async (t) => {
  for (const [locale, held, beat] of [
    ['C', '#', '.'],
    ['C.UTF-8', '█', '·'],
  ] as const) {
    const count = (text: string, sign: string) => text.split(sign).length - 1;
    const [no, yes] = [js(blocked, locale), js(free, locale)];
    t.ok(count(no, held) > 40, no);
    t.ok(count(no, beat) <= 4, no);
    t.equal(count(yes, held), 0, yes);
    t.ok(count(yes, beat) > 15, yes);
    t.match(no, / 200 ms /, 'the duration is shown');
  }
});

t.test('the complete picture of a blocked run', async (t) => {
  t.same(drawTimeline(blocked, terminalOf({ columns: 60, locale: 'C' })), [
    '               C                                        KR',
    '  JS thread  . ################# 200 ms ################# .',
    '             --+--------------------+-------------------+--',
    '               0 ms                 100                 200',
    '  C call   K callback   R return   . JS thread free',
    '  # JS thread held',
  ]);
});

t.test('one lane per thread, with marks above it', async (t) => {
  const lines = drawTimeline(violated, terminalOf());
  const worker = lines.findIndex((line) => line.includes('worker 1'));
  t.match(lines[worker]!, /▒{10,} 40 ms ▒{10,}$/);
  t.match(lines[worker - 1]!, /^ +!$/);
  t.match(lines.at(-1), /! Node-API call off the JS thread/);
});

t.test('the legend explains only what is drawn', async (t) => {
  const legend = (timeline: Timeline) => drawTimeline(timeline, terminalOf()).slice(-2).join(' ');
  t.match(legend(blocked), /JS thread held/);
  t.notMatch(legend(free), /JS thread held/);
  t.notMatch(legend(violated), /callback/);
  t.match(legend(free), /complete callback \(OnOK in C\+\+\)/);
  t.notMatch(legend(free), /threadsafe/);
  const functions = { ...free, lanes: [lane('js', { spans: [span('function', 10, 20)] })] };
  t.match(legend(functions), /callback of a threadsafe function/);
  t.notMatch(legend(functions), /complete/);
});

t.test('several calls are numbered, with their marks and their work', async (t) => {
  const twice: Timeline = {
    startMs: 0,
    endMs: 100,
    lanes: [
      lane('js', {
        marks: [
          { name: 'call', atMs: 0, call: 7 },
          { name: 'return', atMs: 2, call: 7 },
          { name: 'call', atMs: 20, call: 9 },
          { name: 'return', atMs: 22, call: 9 },
          { name: 'callback', atMs: 60, call: 9 },
          { name: 'callback', atMs: 98, call: 7 },
        ],
      }),
      lane('worker-1', { spans: [{ ...span('execute', 2, 97), call: 7 }] }),
      lane('worker-2', { spans: [{ ...span('execute', 22, 30), call: 9 }] }),
    ],
  };
  t.same(drawTimeline(twice, terminalOf({ columns: 60, locale: 'C' })), [
    '             CR       CR                K                 K',
    '             11       22                2                 1',
    '  JS thread',
    '  worker 1   ================= 1: 95 ms ==================',
    '  worker 2             =2==',
    '             +----------------------+---------------------+',
    '             0 ms                   50',
    '  C call   R return   K callback   = work',
    '  1-2 number of the call',
  ]);
});

t.test('what is covered is not in the legend', async (t) => {
  const covered: Timeline = {
    startMs: 0,
    endMs: 100,
    lanes: [
      lane('js', { beats: [50], spans: [span('complete', 40, 60), span('held', 0, 100)] }),
      lane('worker-1', { spans: [span('execute', 50, 50)] }),
    ],
  };
  const picture = drawTimeline(covered, terminalOf());
  t.match(picture.at(-1), /^ {2}█ JS thread held {3}▏ work$/);
});

t.test('a single moment, or nothing at all', { timeout: 10_000 }, async (t) => {
  for (const timeline of [
    { startMs: 5, endMs: 5, lanes: [lane('js', { beats: [5] })] },
    { startMs: 0, endMs: 1, lanes: [lane('js')] },
    { startMs: 5, endMs: 5.00001, lanes: [lane('js', { spans: [span('complete', 5, 5.00001)] })] },
  ]) {
    const lines = drawTimeline(timeline, terminalOf());
    t.match(lines[0], /^ {2}JS thread/);
    t.match(lines.join('\n'), /^ +0 ms/m);
  }
  t.same(drawTimeline({ startMs: 0, endMs: 1, lanes: [] }, terminalOf()), []);
});

t.test('how deep queues were, beside their limits', async (t) => {
  const queue = (deepest: number, limit?: number) => ({ threadsafeFunction: '0:1', deepest, limit });
  const queues = [queue(1, 4), queue(3), queue(64, 64), queue(64, 64)];
  const lines = drawTimeline({ ...free, queues }, terminalOf({ columns: 60 }));
  t.same(
    lines.filter((line) => line.includes('Queue')),
    ['  Queue: at most 64 of 64 calls waited.', '  Queue without a limit: at most 3 calls waited.'],
  );
});

t.test('an axis of microseconds has different numbers', async (t) => {
  const short: Timeline = {
    startMs: 0,
    endMs: 0.12,
    lanes: [lane('js', { spans: [span('native', 0, 0.12)] })],
  };
  const lines = drawTimeline(short, terminalOf({ columns: 80, locale: 'C' }));
  t.match(lines.join('\n'), /^ +0 ms +0\.05 +0\.1 *$/m);
});
