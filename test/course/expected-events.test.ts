/** What a run recorded is compared with what the params of the verify make its drive record. */
import t from 'tap';
import { exercises } from '../../src/course/exercises.js';
import { contradiction, type ExpectedEvents, missingEvents } from '../../src/course/expected-events.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import * as delay from '../../src/tasks/delay/expected.js';
import { wrappingDurations } from '../../src/tasks/delay/params.js';
import { streamParts } from '../../src/tasks/stream/expected.js';
import { eachCall } from '../../src/tasks/values/expected.js';
import { Story } from '../tasks/delay/records.js';

const DURATIONS = {
  single: [131, 132, 133],
  long: 1_100,
  medium: 300,
  short: 50,
  crowded: 450,
  wrapping: wrappingDurations(() => 5),
};

const own = delay.ownPackage(DURATIONS);

/** A run of calls that each last 10 ms; a name begins a step. */
function runOf(...parts: readonly (string | number)[]): RunRecord {
  const story = new Story();
  for (const [index, part] of parts.entries()) {
    const t = 10 * (index + 1);
    if (typeof part === 'string') story.step(t, part);
    else story.call(part, t, t + 1, t + 9);
  }
  return story.told();
}

const overlapping = ['overlapping-calls', 1_100, 300, 50] as const;
const zero = ['zero-call', 0] as const;

const wrong = (run: RunRecord, expected: ExpectedEvents) => contradiction(run, expected)?.values;

t.test('the calls of an honest run, with any number of tries', async (t) => {
  const honest = [
    runOf('load-package', 'single-call', 131, ...overlapping, ...zero, 'ending'),
    runOf('single-call', 131, 'single-call', 132, ...overlapping, ...overlapping, ...zero),
    runOf('single-call', 131, 'single-call', 132, 'single-call', 133, ...zero),
  ];
  for (const run of honest) {
    t.equal(contradiction(run, own), undefined);
    t.equal(missingEvents(run, own), undefined);
  }
});

t.test('a run that was cut off contradicts nothing, and is incomplete', async (t) => {
  const cutOff = runOf('single-call', 131, 'overlapping-calls', 1_100);
  t.equal(contradiction(cutOff, own), undefined);
  t.match(missingEvents(cutOff, own), {
    situation: 'records.incomplete',
    values: { planned: 'delay(300, callback) { ms: 300 }' },
  });
  t.equal(contradiction(runOf(), own), undefined);
  t.match(missingEvents(runOf(), own)?.values, { planned: { values: { name: 'single-call' } } });
});

t.test('another duration, fewer calls, more of them, another order', async (t) => {
  t.match(contradiction(runOf('single-call', 0), own), {
    situation: 'records.other',
    values: { planned: 'delay(131, callback) { ms: 131 }', recorded: 'delay(0, callback) { ms: 0 }' },
  });
  t.match(wrong(runOf('single-call', 131, ...zero), own), {
    planned: { values: { name: 'overlapping-calls' } },
    recorded: { values: { name: 'zero-call' } },
  });
  t.match(wrong(runOf('single-call', 131, 'overlapping-calls', 1_100, 50, 300), own), {
    planned: 'delay(300, callback) { ms: 300 }',
    recorded: 'delay(50, callback) { ms: 50 }',
  });
  t.match(wrong(runOf('single-call', 131, ...overlapping, ...zero, 5), own), {
    planned: { text: 'recorded.nothing' },
    recorded: 'delay(5, callback) { ms: 5 }',
  });
  const tries = Array.from({ length: 6 }, () => overlapping).flat();
  t.ok(wrong(runOf('single-call', 131, ...tries), own), 'more tries than there can be');
});

t.test('the text of a call can be right and its input not', async (t) => {
  const call = { kind: 'call', id: 1, what: 'delay(131, callback)', awaits: 'callback' } as const;
  const recorded = (input: Record<string, number>) => new Story().at(1, { ...call, input }).told();
  const expected = [[...delay.singleCall(131).slice(1)]];
  t.equal(contradiction(recorded({ ms: 131 }), expected), undefined);
  t.match(wrong(recorded({ ms: 0 }), expected), { recorded: 'delay(131, callback) { ms: 0 }' });
  t.ok(contradiction(recorded({}), expected));
});

t.test('calls are numbered in order', async (t) => {
  const calls = [1, 2].map((n) => ({ fn: 'f', args: [String(n)] }));
  const expected = eachCall('calls')({ calls });
  const recorded = (...ids: readonly number[]) =>
    new Story()
      .at(1, { kind: 'call', id: ids[0]!, what: 'f(1)' })
      .at(2, { kind: 'call', id: ids[1]!, what: 'f(2)' })
      .told();
  t.equal(missingEvents(recorded(1, 2), expected), undefined);
  t.match(wrong(recorded(1, 1), expected), { planned: 'f(2)', recorded: 'f(2) #1' });
});

t.test('observations that the params decide', async (t) => {
  const expected = [[{ observed: 'main-count', value: 5 }]];
  const recorded = (value: number) =>
    new Story()
      .at(1, { kind: 'observation', name: 'other', value: 1 })
      .at(2, { kind: 'observation', name: 'main-count', value })
      .told();
  t.equal(contradiction(recorded(5), expected), undefined);
  t.match(wrong(recorded(4), expected), { recorded: { values: { name: 'main-count', value: 4 } } });
});

t.test('a stream that returned no function is not stopped', async (t) => {
  const start = { what: 'f()', awaits: 'callback', input: { does: 'start' } };
  const stop = (stream: number) => ({ what: 'stop()', input: { does: 'stop', stream } });
  t.same(streamParts([{ start: 'f()' }, { stop: 1 }, { stop: 1 }]), [[start, stop(1), stop(1)], [start]]);
  t.same(streamParts([{ start: 'f()' }, { stop: 1 }, { start: 'f()' }, { stop: 2 }]), [
    [start, stop(1), start, stop(3)],
    [start, start, stop(2)],
    [start, stop(1), start],
    [start, start],
  ]);
});

/** Scenarios without a call on the main thread that the params decide. Nothing is judged by a sampled one. */
const WITHOUT = [
  ...['backpressure/workerWhileFull', 'many_environments/cycles', 'many_environments/terminated'],
  'the_paperwork/addonAlone',
];

t.test('every scenario that makes calls says which', async (t) => {
  const without: string[] = [];
  for (const { id, loadTask } of exercises) {
    const { scenarios } = await loadTask();
    for (const [name, { expected, sample }] of Object.entries(scenarios))
      if (!expected && !sample && id !== 'find_the_binary') without.push(`${id}/${name}`);
  }
  t.same(without.sort(), WITHOUT);
});
