/** The rules of the Trace Event Format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
import t, { type Test } from 'tap';
import { chromeTrace } from '../../src/timeline/chrome-trace.js';
import type { Timeline } from '../../src/timeline/timeline.js';
import { blocked, free, lane, span } from './timelines.js';

/** The callback sleeps, so a hold begins before the span of the complete callback. */
const heldInComplete: Timeline = {
  startMs: 0,
  endMs: 300,
  lanes: [
    lane('js', {
      thread: 100,
      spans: [span('held', 5, 209), span('complete', 9, 210), span('function', 20, 30)],
      beats: [5, 215],
    }),
    lane('js-2', { thread: 101, spans: [span('complete', 9, 9)] }),
    lane('worker-1', {
      thread: 102,
      spans: [span('execute', 0.0004, 8.1234567)],
      marks: [{ name: 'violation', atMs: 8 }],
    }),
  ],
};
const withoutProbe: Timeline = {
  startMs: 0,
  endMs: 10,
  lanes: [lane('js', { beats: [1] }), lane('worker-1')],
};

for (const [name, timeline] of Object.entries({ blocked, free, heldInComplete, withoutProbe })) {
  t.test(name, async (t) => isValid(t, timeline));
}

function isValid(t: Test, timeline: Timeline): void {
  const document = JSON.parse(JSON.stringify(chromeTrace([{ pid: 1, timeline }])));
  t.same(Object.keys(document).sort(), ['displayTimeUnit', 'traceEvents']);
  t.equal(document.displayTimeUnit, 'ms');
  const events = document.traceEvents as Record<string, unknown>[];
  t.ok(events.length > 0);
  for (const event of events) {
    const { ph, name, cat, ts, pid, tid } = event;
    t.match({ ph, name, cat }, { ph: /^[XiM]$/, name: /^.+$/, cat: /^.+$/ });
    t.ok(
      [ts, pid, tid].every((number) => Number.isSafeInteger(number) && (number as number) >= 0),
      'whole numbers',
    );
    if (ph === 'X')
      t.ok(Number.isSafeInteger(event.dur) && (event.dur as number) >= 0, `${name} takes ${event.dur}`);
    else t.notOk('dur' in event);
    if (ph === 'i') t.equal(event.s, 't');
    if (ph === 'M') t.match(event, { name: 'thread_name', args: { name: /^(?:js|worker)/ } });
  }
  const times = events.map(({ ts }) => ts as number);
  t.same(
    times,
    [...times].sort((a, b) => a - b),
    'in order of time',
  );

  const threads = new Set(events.map(({ tid }) => tid));
  const named = events.filter(({ ph }) => ph === 'M').map(({ tid }) => tid);
  t.equal(new Set(named).size, named.length, 'no two lanes share a thread id');
  t.same([...threads].sort(), [...named].sort(), 'each has a name');
  for (const thread of threads) {
    const spans = events.filter(({ ph, tid }) => ph === 'X' && tid === thread) as {
      ts: number;
      dur: number;
    }[];
    const crossing = spans.some((a) =>
      spans.some((b) => a.ts < b.ts && b.ts < a.ts + a.dur && a.ts + a.dur < b.ts + b.dur),
    );
    t.equal(crossing, false, 'spans of one thread are nested or disjoint');
  }
}

t.test('nothing is left out', async (t) => {
  const { traceEvents } = chromeTrace([{ pid: 1, timeline: heldInComplete }]);
  const names = traceEvents.filter(({ ph }) => ph !== 'M').map(({ name }) => name);
  t.same(names.sort(), ['beat', 'beat', 'complete', 'complete', 'execute', 'function', 'held', 'violation']);
  t.match(
    traceEvents.find(({ name }) => name === 'execute'),
    { ts: 0, dur: 8123, tid: 102 },
  );
});
