/** Each verdict both ways, on runs that never ran. */
import t from 'tap';
import * as judge from '../../../exercises/call_me_back/judge.js';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import { finding, type Verdict } from '../../../src/report/finding.js';
import { Story } from '../../tasks/delay/records.js';

/** With times from the call on. */
type Calls = readonly (readonly [ms: number, callback: number, returned?: number])[];

/** Calls one after another, each a second after the one before. */
function inARow(...calls: Calls): Story {
  const told = new Story();
  for (const [index, [ms, callback, returned = callback + 0.1]] of calls.entries()) {
    const start = index * 1_000;
    told.step(start, 'single-call').beats(start, start + 80);
    told.call(ms, start + 81, start + 81 + returned, start + 81 + callback);
  }
  return told;
}

const good = () => inARow([120, 120.2], [0, 0.1], [600, 601], [30, 35]).told();
const situation = (verdict: Verdict) => verdict?.situation;

t.test('a good run', async (t) => {
  t.equal(judge.returnsAndCallsBackOnce(good()), undefined);
  t.equal(judge.callsBackBeforeItReturns(good(), good()), undefined);
  t.equal(judge.sleepsLongEnough(good()), undefined);
});

t.test('calls back once', async (t) => {
  const judged = (run: RunRecord) => situation(judge.returnsAndCallsBackOnce(run));
  const call = () => new Story().call(100, 1);
  t.equal(judged(call().told({ cutOffAt: 10_101, done: false })), 'calls-back-once.not-returned');
  const threw = call().at(2, { kind: 'throw', id: 1, value: { type: 'object', text: 'TypeError: no' } });
  t.same(
    judge.returnsAndCallsBackOnce(threw.told()),
    finding('calls-back-once.threw', { ms: 100, error: 'TypeError: no' }),
  );
  t.equal(judged(new Story().call(100, 1, 101).told()), 'calls-back-once.never');
  const waiting = new Story().call(100, 1, 101).told({ cutOffAt: 10_101, end: 'abruptly' });
  t.equal(judged(waiting), 'calls-back-once.still-waiting');
  t.equal(judged(new Story().call(100, 1, 103, 101, 102).told()), 'calls-back-once.often');
});

t.test('calls back before it returns', async (t) => {
  const late = inARow([120, 120, 0.2]).told();
  t.equal(
    situation(judge.callsBackBeforeItReturns(late, good())),
    'calls-back-before-it-returns.by-javascript',
  );
  t.equal(situation(judge.callsBackBeforeItReturns(late, late)), 'calls-back-before-it-returns.later');
  const nested = inARow([120, 120]).beats(100, 180).told();
  t.equal(
    situation(judge.callsBackBeforeItReturns(nested, nested)),
    'calls-back-before-it-returns.loop-turned',
  );
});

t.test('waits long enough', async (t) => {
  const judged = (...calls: Calls) => situation(judge.sleepsLongEnough(inARow(...calls).told()));
  t.equal(judged([120, 119.1], [0, 0]), undefined, 'the clock may be a millisecond off');
  t.equal(judged([120, 0.2], [0, 0.1], [600, 0.7]), 'waits-long-enough.early');
  t.equal(judged([120, 120], [0, 0.1], [600, 500]), 'waits-long-enough.cut-short');
  t.equal(judged([120, 0.2, 121]), 'waits-long-enough.sleeps-after');
  t.equal(judged([120, 1_000], [0, 1_000], [600, 1_000], [30, 1_000]), 'waits-long-enough.constant');
  t.equal(judged([120, 400], [0, 350], [600, 900], [30, 200]), undefined, 'a busy machine');
});

t.test('passes errors on', async (t) => {
  const judged = (out?: string) => {
    const story = new Story().call(20, 1);
    if (out !== undefined) story.at(22, { kind: 'observation', name: 'came-out', value: out });
    return situation(judge.passesErrorsOn(story.told(out === undefined ? { signal: 'SIGABRT' } : {})));
  };
  t.equal(judged('the-error'), undefined);
  t.equal(judged('nothing'), 'passes-errors-on.swallowed');
  t.equal(judged('another'), 'passes-errors-on.another');
  t.equal(judged(), 'passes-errors-on.crashed');
});

t.test('the JavaScript on the reference add-on', async (t) => {
  const judged = (asked: readonly string[], callbacks: readonly number[]) => {
    const story = new Story().call(300, 1, 9, ...callbacks);
    for (const value of asked) story.at(2, { kind: 'observation', name: 'native-call', value });
    return situation(
      judge.passesCallToAddon(story.at(4, { kind: 'observation', name: 'native-end', value: '' }).told()),
    );
  };
  t.equal(judged(['300'], [3]), undefined);
  t.equal(judged([], [3]), 'native-work.calls');
  t.equal(judged(['300', '300'], [3]), 'native-work.calls');
  t.equal(judged(['0'], [3]), 'native-work.other-ms');
  t.equal(judged(['300'], []), 'native-work.no-callback');
  t.equal(judged(['300'], [3, 5]), 'native-work.no-callback');
  t.equal(judged(['300'], [5]), 'native-work.called-itself');
});

t.test('the add-on alone has to do it all, and says what it does not', async (t) => {
  const passes = new Story().at(22, { kind: 'observation', name: 'came-out', value: 'the-error' }).told();
  t.equal(judge.addonDoesTheSame(good(), passes), undefined);
  t.hasStrict(judge.addonDoesTheSame(inARow([120, 0.1]).told(), passes), {
    situation: 'native-work.add-on-alone',
    cause: finding('waits-long-enough.early', { ms: 120, took: 0.1 }),
  });
});

t.test('the picture is of the longest call, and of what is around it', async (t) => {
  const { startMs, endMs, lanes } = judge.callToDraw(good());
  t.ok(startMs < 2_081 - 74 && startMs > 2_081 - 90);
  t.ok(endMs > 2_682 + 74 && endMs < 2_682 + 100);
  t.match(lanes[0]?.spans, [{ name: 'call' }, { name: 'held' }]);
  const spokenOf = judge.callToDraw(good(), finding('waits-long-enough.early', { ms: 120 }));
  t.ok(spokenOf.endMs < startMs, 'or of the one that a finding speaks of');
  t.equal(judge.callToDraw(new Story().told()).lanes[0]?.spans.length, 0);
});
