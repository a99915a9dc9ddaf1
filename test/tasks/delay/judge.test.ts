/** Each verdict both ways, on runs that never ran. */
import t from 'tap';
import {
  crash,
  exitsCleanly,
  loadFailure,
  loads,
  processEnds,
} from '../../../src/course/process-verdicts.js';
import { heldTooLong, longestHold } from '../../../src/harness/held.js';
import { describeEnding } from '../../../src/harness/parent/describe-ending.js';
import { endingOf, type RunRecord } from '../../../src/harness/parent/run-record.js';
import { finding } from '../../../src/report/finding.js';
import { renderFinding, renderMessage } from '../../../src/report/render.js';
import { firstCallFree, jsThreadFree, jsThreadStuck } from '../../../src/tasks/delay/js-thread.js';
import * as judge from '../../../src/tasks/delay/judge.js';
import { drawnCalls, msOfFinding } from '../../../src/tasks/delay/picture.js';
import { type Line, traceOf } from '../../probe/traces.js';
import { Story } from './records.js';

const story = () => new Story();
const delayLoads = (run: RunRecord) => loads(run, 'type');

/** Single calls, one after another; each begins 1000 ms after the one before. */
function singles(...calls: readonly (readonly [ms: number, returned: number, callback: number])[]): Story {
  const told = story();
  for (const [index, [ms, returned, callback]] of calls.entries()) {
    const start = index * 1_000;
    told.step(start, 'single-call').call(ms, start + 1, start + 1 + returned, start + 1 + callback);
    told.beats(start + 1, start + 1 + callback + 25);
  }
  return told;
}

/** A run as it should be: one single call, and three that overlap. */
function good(shortAt = 2_160): Story {
  return singles([150, 0.1, 150.3])
    .step(2_000, 'overlapping-calls')
    .call(1_100, 2_001, 2_001.1, 3_101.5)
    .call(300, 2_061, 2_061.1, 2_361.5)
    .call(50, 2_062, 2_062.1, shortAt)
    .beats(2_001, 3_130)
    .step(3_140, 'ending');
}

t.test('a good run', async (t) => {
  const run = good().at(0.5, { kind: 'observation', name: 'type', value: 'function' }).told();
  const verdicts = [
    delayLoads,
    crash,
    judge.returnsAtOnce,
    judge.callsBackOnce,
    judge.noArguments,
    judge.waitsLongEnough,
    jsThreadFree,
    judge.callsOverlap,
    judge.survivesGc,
    processEnds,
    (run: RunRecord) => exitsCleanly(run, '/'),
  ].flatMap((verdict) => verdict(run) ?? []);
  t.same(verdicts, []);
  t.equal(jsThreadStuck(run), false);
});

t.test('holds', async (t) => {
  t.equal(longestHold([]), 0);
  t.equal(longestHold([5]), 0);
  t.equal(longestHold([5, 15, 45, 46]), 30);
  t.equal(heldTooLong(49.999), false);
  t.equal(heldTooLong(50), true);
});

t.test('loads', async (t) => {
  const failed = story().at(1, { kind: 'load-failed', message: 'Error: no', where: 'index.js:3' }).told();
  const expected = finding('loads.failed', { message: 'Error: no' }, 'index.js:3');
  t.same([delayLoads(failed), loadFailure(failed)], [expected, expected]);
  const gone = story().step(1, 'load-package').told({ end: 'abruptly', code: null, signal: 'SIGSEGV' });
  t.hasStrict(delayLoads(gone), {
    situation: 'loads.cut-short',
    values: {
      ending: {
        text: 'ending.crashed',
        values: { signal: 'SIGSEGV', during: { text: 'step.load-package' } },
      },
    },
  });
  t.same(delayLoads(story().step(1, 'load-addon').told()), finding('loads.never-ended'));
});

t.test('returns at once', async (t) => {
  const judged = (told: Story, how: Parameters<Story['told']>[0] = {}) => judge.returnsAtOnce(told.told(how));
  t.equal(judged(singles([150, 149.9, 150.2])), undefined, 'some time before the work ended');
  t.same(
    judged(singles([150, 150, 150.2])),
    finding('returns-at-once.late', { ms: 150, took: 150, tries: 1 }),
    'exactly as long as the work',
  );
  t.same(
    judged(singles([150, 151, 152], [130, 130, 131])),
    finding('returns-at-once.late', { ms: 150, took: 151, tries: 2 }),
  );
  t.equal(judged(singles([150, 151, 152], [130, 0.1, 131])), undefined, 'a hold-up in one of the tries');
  const single = () => story().step(0, 'single-call');
  t.same(
    judged(single().call(150, 1, 152, 151)),
    finding('returns-at-once.all-inside', { ms: 150, took: 150 }),
  );
  t.same(
    judged(single().call(150, 1, 60, 50)),
    finding('returns-at-once.called-back-inside', { ms: 150, took: 49 }),
  );
  t.same(
    judged(single().call(150, 1), { end: 'abruptly', cutOffAt: 10_200, signal: 'SIGKILL' }),
    finding('returns-at-once.never', { ms: 150 }),
  );
  const value = { type: 'object', text: 'TypeError: no' };
  t.same(
    judged(single().call(150, 1).at(2, { kind: 'throw', id: 1, value })),
    finding('returns-at-once.threw', { ms: 150, error: 'TypeError: no' }),
  );
});

t.test('the worker is there, and delay still waits as before', async (t) => {
  const situation = (told: Story, lines: readonly Line[]) =>
    judge.returnsAtOnce(told.told({ trace: traceOf(lines) }))?.situation;
  const callsBack = () => story().step(0, 'single-call').call(150, 1, 152, 151);
  const waits = () => story().step(0, 'single-call').call(150, 1, 152, 153);
  const queued: Line = ['work-queued', 2, { work: '1' }];
  t.equal(situation(callsBack(), [queued]), 'returns-at-once.old-lines');
  t.equal(situation(waits(), [queued]), 'returns-at-once.still-waits');
  t.equal(situation(callsBack(), []), 'returns-at-once.all-inside');
  t.equal(situation(waits(), []), 'returns-at-once.late');
  const late: Line = ['work-queued', 150, { work: '1' }];
  t.equal(situation(callsBack(), [late]), 'returns-at-once.all-inside', 'it waits, then queues');
  t.equal(situation(waits(), [late]), 'returns-at-once.late');
  const turned: Line = ['complete-begin', 150.5, { work: '1' }];
  t.equal(
    situation(callsBack(), [queued, turned]),
    'returns-at-once.all-inside',
    'the loop turns in the call',
  );
  const two = singles([150, 151, 152], [130, 130, 131]);
  t.equal(situation(two, [queued]), 'returns-at-once.late', 'in one of the calls only');
});

t.test('the JS thread is stuck', async (t) => {
  const endless = (last: number, cutOffAt: number, done = false) =>
    story()
      .call(100, 1, 2)
      .at(last, { kind: 'beat' })
      .told({ end: 'abruptly', done, cutOffAt, signal: 'SIGKILL' });
  t.equal(jsThreadStuck(endless(500, 10_100)), true);
  const during = { text: 'ending.during-work', values: { what: 'delay(100, callback)' } };
  t.same(jsThreadFree(endless(500, 10_100)), finding('js-thread-free.stuck', { held: 9_600, during }));
  t.equal(jsThreadStuck(endless(10_090, 10_100)), false, 'it beat to the end');
  t.equal(jsThreadStuck(endless(5_100, 10_100)), false, 'exactly so long is not too long');
  t.equal(jsThreadStuck(endless(500, 10_100, true)), false, 'it had nothing to do any more');
  t.equal(jsThreadStuck(good().told()), false);
});

t.test('calls back once', async (t) => {
  const judged = (callbacks: number[], cutOffAt?: number) =>
    judge.callsBackOnce(
      story()
        .call(150, 1, 2, ...callbacks)
        .told({ cutOffAt }),
    );
  t.equal(judged([152]), undefined);
  t.hasStrict(judged([]), finding('calls-back-once.never', { ms: 150 }));
  t.hasStrict(judged([], 10_200), finding('calls-back-once.still-waiting', { ms: 150 }));
  t.same(judged([152, 152]), finding('calls-back-once.often', { ms: 150, count: 2 }));
  t.same(judged([152, 160, 999]), finding('calls-back-once.often', { ms: 150, count: 3 }));
});

t.test('no arguments', async (t) => {
  const judged = (args: number, first?: string) =>
    judge.noArguments(
      story()
        .call(150, 1, 2)
        .at(153, { kind: 'callback', id: 1, args, ...(first !== undefined && { first }) })
        .told(),
    );
  t.equal(judged(0), undefined);
  const [one, two] = [judged(1, 'null')!, judged(2, '')!];
  t.same(one, finding('no-arguments.some', { ms: 150, count: 1, first: 'null' }));
  t.same(two, finding('no-arguments.some', { ms: 150, count: 2, first: '' }));
  t.match(renderFinding(one).observed, /an argument: null/, 'one has a text of its own');
  t.match(renderFinding(two).observed, /2 arguments/);
});

t.test('waits long enough', async (t) => {
  const single = (ms: number, took: number) => judge.waitsLongEnough(singles([ms, 0.1, took]).told());
  t.equal(single(150, 150), undefined, 'exactly ms');
  t.equal(single(150, 149.001), undefined, 'a step of a coarse clock early');
  t.same(single(150, 148.9), finding('waits-long-enough.early', { ms: 150, took: 149 }));
  t.same(single(150, 0.2), finding('waits-long-enough.not-at-all', { ms: 150, took: 0.2 }));
  t.equal(single(150, 5_000), undefined, 'a busy machine may be as late as it likes');

  const constant = singles([150, 0.1, 2_000.2])
    .step(5_000, 'overlapping-calls')
    .call(1_100, 5_001, 5_002, 7_003)
    .call(300, 5_061, 5_062, 7_070)
    .call(50, 5_062, 5_063, 7_071);
  t.same(
    judge.waitsLongEnough(constant.told()),
    finding('waits-long-enough.constant', { least: 50, most: 1_100, took: 2_000 }),
  );
});

t.test('calls made alone wait; what overlapping calls share is for the crowded pool to show', async (t) => {
  const early = singles([150, 0.1, 100]).told();
  t.same(judge.singleCallsWait(early), finding('waits-long-enough.early', { ms: 150, took: 100 }));
  const shared = singles([150, 0.1, 150.3])
    .step(2_000, 'overlapping-calls')
    .call(1_100, 2_001, 2_001.1, 2_060)
    .told();
  t.equal(judge.singleCallsWait(shared), undefined);
  t.equal(judge.waitsLongEnough(shared)?.situation, 'waits-long-enough.early');
});

t.test('nothing waits on a busy machine either', async (t) => {
  const late = singles([150, 0.1, 30])
    .step(2_000, 'overlapping-calls')
    .call(1_100, 2_001, 2_001.1, 2_040)
    .told();
  t.equal(judge.singleCallsWait(late)?.situation, 'waits-long-enough.not-at-all');
});

t.test('the JS thread is free', async (t) => {
  const held = (from: number, to: number) =>
    story().step(0, 'single-call').call(150, 1, 1.1, 151.5).beats(11, from).beats(to, 180);
  t.equal(jsThreadFree(held(51, 100.9).told()), undefined, 'not for quite so long');
  t.same(
    jsThreadFree(held(51, 101).told()),
    finding('js-thread-free.held-between', { ms: 150, held: 50, tries: 1 }),
  );
  const inCall = story().step(0, 'single-call').call(150, 1, 81, 160).beats(91, 185);
  t.same(
    jsThreadFree(inCall.told()),
    finding('js-thread-free.held-in-call', { ms: 150, held: 80, tries: 1 }),
  );
  const after = story().step(0, 'single-call').call(150, 1, 1.1, 151.5).beats(11, 151).beats(240, 260);
  t.same(
    jsThreadFree(after.told()),
    finding('js-thread-free.held-after-callback', { ms: 150, held: 89, tries: 1 }),
  );
  const once = held(51, 101)
    .step(1_000, 'single-call')
    .call(150, 1_001, 1_001.1, 1_151.5)
    .beats(1_011, 1_180);
  t.equal(jsThreadFree(once.told()), undefined, 'one of two tries was an accident');
  const overlapping = singles([150, 0.1, 150.3])
    .step(2_000, 'overlapping-calls')
    .call(1_100, 2_001, 2_001.1, 3_101.5)
    .beats(2_011, 2_500)
    .beats(2_700, 3_130);
  t.hasStrict(jsThreadFree(overlapping.told()), finding('js-thread-free.held-between', { ms: 1_100 }));
});

t.test('calls overlap', async (t) => {
  t.equal(judge.callsOverlap(good(3_101).told()), undefined, 'late, but before the long one');
  const late = (took: number) => finding('calls-overlap.one-by-one', { long: 1_100, short: 50, took });
  t.same(judge.callsOverlap(good(3_101.5).told()), late(1_040));
  t.same(judge.callsOverlap(good(3_200).told()), late(1_138));
});

t.test('on the thread pool', async (t) => {
  const crowded = (callback?: number, opened?: number) => {
    const told = story().step(0, 'pool-busy');
    if (opened !== undefined) told.at(opened, { kind: 'open-gate' });
    return told.call(5, 1, 1.1, ...(callback === undefined ? [] : [callback]));
  };
  t.equal(judge.onThreadPool(crowded(301.5, 301).told()), undefined);
  t.equal(judge.onThreadPool(crowded(301, 301).told()), undefined);
  t.same(judge.onThreadPool(crowded(7, 301).told()), finding('on-thread-pool.elsewhere', { ms: 5, took: 6 }));
  t.same(
    judge.onThreadPool(crowded(undefined, 301).told()),
    finding('on-thread-pool.never-called-back', { ms: 5 }),
  );
  t.hasStrict(judge.onThreadPool(crowded().told({ end: 'abruptly', code: null, signal: 'SIGABRT' })), {
    situation: 'on-thread-pool.ended-early',
    values: { ending: { text: 'ending.crashed', values: { signal: 'SIGABRT' } } },
  });
});

t.test('each call waits its own time', async (t) => {
  const crowded = (...callbacks: number[]) =>
    story()
      .step(0, 'pool-busy')
      .call(5, 1, 1.1, 306)
      .call(450, 1.2, 1.3, ...callbacks)
      .call(5, 1.4, 1.5, 760)
      .told();
  t.equal(judge.waitsItsOwnTime(crowded(756)), undefined);
  t.equal(judge.waitsItsOwnTime(crowded(451.5)), undefined, 'counted from the call');
  t.equal(judge.waitsItsOwnTime(crowded()), undefined, 'for another check');
  t.equal(judge.waitsItsOwnTime(crowded(440)), undefined, 'early, but not after 5 ms of work');
  t.same(
    judge.waitsItsOwnTime(crowded(312)),
    finding('waits-long-enough.another-calls', { ms: 450, took: 311, other: 5 }),
  );
});

t.test('survives garbage collection', async (t) => {
  t.equal(judge.survivesGc(story().call(150, 1, 2, 152).call(140, 1, 2, 142).told()), undefined);
  t.same(
    judge.survivesGc(story().call(150, 1, 2, 152).call(140, 1, 2).told()),
    finding('survives-gc.lost', { ms: 140, count: 0 }),
  );
  const crashed = story().call(150, 1, 2).told({ end: 'abruptly', code: null, signal: 'SIGSEGV' });
  t.same(judge.survivesGc(crashed), finding('survives-gc.crashed', {}, undefined, crash(crashed)));
});

t.test('native work', async (t) => {
  const alone = singles([150, 0.1, 150.3]);
  const reference = (asked: string[], callbacks: number[]) => {
    const told = story()
      .step(0, 'reference-add-on')
      .call(150, 1, 2, ...callbacks);
    for (const value of asked) told.at(1.5, { kind: 'observation', name: 'native-call', value });
    return told.at(251, { kind: 'observation', name: 'native-end', value: asked.length });
  };
  const judged = (told: Story, addon = alone) => judge.nativeWork(told.told(), addon.told());
  t.equal(judged(reference(['150'], [251.1])), undefined);
  t.same(judged(reference([], [151])), finding('native-work.calls', { ms: 150, count: 0 }));
  t.same(judged(reference(['150', '150'], [251.1])), finding('native-work.calls', { ms: 150, count: 2 }));
  t.same(judged(reference(['0'], [251.1])), finding('native-work.other-ms', { ms: 150, asked: '0' }));
  t.same(judged(reference(['150'], [151])), finding('native-work.did-not-wait', { ms: 150 }));
  const often = (count: number) => finding('native-work.no-callback', { ms: 150, count });
  t.same(judged(reference(['150'], [])), often(0));
  t.same(judged(reference(['150'], [251.1, 251.2])), often(2));
  t.same(
    judged(story().step(0, 'load-package')),
    finding('native-work.ended-early', { ending: { text: 'step.load-package' } }),
    'it did not get so far',
  );
});

t.test('native work: what is wrong with the add-on alone is the cause', async (t) => {
  const reference = story()
    .step(0, 'reference-add-on')
    .call(150, 1, 2, 251.1)
    .at(1.5, { kind: 'observation', name: 'native-call', value: '150' })
    .at(251, { kind: 'observation', name: 'native-end', value: 1 })
    .told();
  const judged = (alone: Story) => judge.nativeWork(reference, alone.told());
  const addOnAlone = (cause: ReturnType<typeof finding>) => ({
    situation: 'native-work.add-on-alone',
    cause,
  });
  t.hasStrict(
    judged(singles([150, 150, 150.3])),
    addOnAlone(finding('returns-at-once.late', { ms: 150, took: 150 })),
  );
  t.hasStrict(
    judged(singles([150, 0.1, 10])),
    addOnAlone(finding('waits-long-enough.early', { ms: 150, took: 10 })),
  );
  t.hasStrict(
    judged(story().step(0, 'single-call').call(150, 1, 2)),
    addOnAlone(finding('calls-back-once.never', { ms: 150 })),
  );
});

t.test('ends', async (t) => {
  const done = story().call(150, 1, 2, 152);
  const ended = (how: Parameters<Story['told']>[0]) => done.told(how);
  const bySegv = { ending: { text: 'ending.crashed', values: { signal: 'SIGSEGV' } } };
  const crashed = ended({ end: 'abruptly', done: true, code: null, signal: 'SIGSEGV' });
  t.hasStrict(crash(crashed), { situation: 'no-crash.anywhere', values: bySegv });
  t.hasStrict(
    crash(ended({ end: 'abruptly', code: 0xc0000005 })),
    { situation: 'no-crash.anywhere', values: bySegv },
    'as Windows says it',
  );
  t.hasStrict(crash(ended({ end: 'abruptly', done: true })), {
    situation: 'no-crash.anywhere',
    values: { ending: { text: 'ending.vanished' } },
  });
  const afterExit = ended({ code: null, signal: 'SIGSEGV' });
  t.equal(crash(afterExit), undefined);
  t.hasStrict(exitsCleanly(afterExit, '/'), {
    situation: 'exits-cleanly.ended',
    values: { ending: { values: { signal: 'SIGSEGV', during: { text: 'ending.after-exit' } } } },
  });
  t.same(exitsCleanly(ended({ code: 3 }), '/'), finding('exits-cleanly.code', { code: 3 }));
  t.equal(processEnds(ended({})), undefined);
  t.same(
    processEnds(ended({ end: 'abruptly', done: true, cutOffAt: 10_200, signal: 'SIGKILL' })),
    finding('process-ends.alive'),
  );
  const threw = story().at(5, { kind: 'thrown', message: 'Error: mine', where: 'index.js:3' });
  t.hasStrict(crash(threw.told({ code: 1 })), {
    situation: 'no-crash.threw',
    values: { ending: { text: 'ending.threw', values: { message: 'Error: mine' } } },
    where: 'index.js:3',
  });
  t.same(endingOf(ended({ end: 'abruptly', cutOffAt: 7, signal: 'SIGKILL' })), { kind: 'cut-off', at: 7 });
  const heldUp = threw.at(6, { kind: 'exit', code: 1 }).told({ end: 'abruptly', cutOffAt: 9_000 });
  t.same(endingOf(heldUp), { kind: 'threw', message: 'Error: mine' }, 'work kept it from exiting');
});

t.test('an ending is a sentence with the signal and what was going on', async (t) => {
  const sentence = (told: Story) =>
    renderMessage(describeEnding(told.told({ end: 'abruptly', code: null, signal: 'SIGSEGV' }))!);
  const loading = sentence(story().step(1, 'load-package'));
  t.match(loading, /SIGSEGV.* your package .*load/);
  t.match(sentence(story().call(150, 1)), /SIGSEGV.* delay\(150, callback\)/);
  t.notMatch(loading, /\{\{/, 'nothing is left to fill in');
});

t.test('an ending that says of what it is', async (t) => {
  const threw = (message: string) =>
    crash(story().at(5, { kind: 'thrown', message }).told({ code: 1 }))?.situation;
  t.same(
    ['Error: Invalid argument', 'TypeError: A function was expected'].map(threw),
    ['no-crash.dead-value', 'no-crash.dead-value'],
    'messages of Node-API',
  );
  t.same(
    ['Error: Invalid argument of mine', 'Error: no', 'TypeError: text was expected'].map(threw),
    ['no-crash.threw', 'no-crash.threw', 'no-crash.threw'],
    'messages of others',
  );

  const gaveUp = (stderr: string) =>
    crash(story().told({ end: 'abruptly', code: null, signal: 'SIGABRT', stderr }))?.situation;
  const fatal = (words: string) => gaveUp(`FATAL ERROR: ${words}\n----- Native stack trace -----\n`);
  t.equal(fatal('Error::ThrowAsJavaScriptException napi_throw'), 'no-crash.threw-twice');
  t.equal(fatal('Error::New napi_get_last_error_info'), 'no-crash.empty-value');
  t.equal(
    gaveUp("terminate called after throwing an instance of 'std::range_error'\n  what():  x\n"),
    'no-crash.exception-left',
  );
  t.equal(
    gaveUp('libc++abi: terminating due to uncaught exception of type std::range_error: x'),
    'no-crash.exception-left',
  );
  t.equal(gaveUp('terminate called without an active exception'), 'no-crash.anywhere', 'a thread forgotten');
  t.equal(fatal('HandleScope::HandleScope Entering the V8 API'), 'no-crash.anywhere');
  t.equal(gaveUp(''), 'no-crash.anywhere');
});

t.test('the picture shows the calls that a finding speaks of', async (t) => {
  const run = good().told();
  const drawn = (ms?: number) => {
    const about = ms === undefined ? undefined : finding('calls-back-once.never', { ms });
    return Math.round(drawnCalls(run, about).startMs);
  };
  t.equal(drawn(), 1_991, 'the overlapping ones');
  t.equal(drawn(300), 1_991);
  t.equal(drawn(150), -5, 'the single one');
  t.equal(drawn(7), 1_991, 'no such call');
  t.equal(msOfFinding(finding('calls-back-once.often', { ms: 150, count: 2 })), 150);
  t.equal(msOfFinding(finding('js-thread-free.held-between', { ms: '?' })), undefined);
  t.equal(msOfFinding(undefined), undefined);
});

t.test('what is done once shows in the first call of every process', async (t) => {
  const first = (took: number, waited = 1) => {
    const call = { kind: 'call', id: 1, what: 'delay(150, callback)', input: { ms: 150 } } as const;
    return story()
      .at(1, { ...call, waited })
      .at(1 + took, { kind: 'return', id: 1, waited })
      .told();
  };
  t.equal(firstCallFree([first(300), first(20), first(300)]), undefined, 'one of them was quick');
  t.same(
    firstCallFree([first(300), first(70)]),
    finding('js-thread-free.first-call', { ms: 150, held: 70, processes: 2 }),
  );
  t.equal(firstCallFree([first(300, 0), first(300, 0)]), undefined, 'nobody knows how busy the machine was');
  t.equal(firstCallFree([first(300), story().told()]), undefined, 'no call');
});

t.test('with nothing to wait for, it still calls back later', async (t) => {
  const zero = (callback: number) => story().step(1, 'zero-call').call(0, 2, 2.1, callback).told();
  t.equal(judge.returnsAtOnce(zero(2.2)), undefined);
  t.hasStrict(judge.returnsAtOnce(zero(2.05)), finding('returns-at-once.called-back-inside', { ms: 0 }));
});

t.test('a call that does not return while the pool is busy', async (t) => {
  const run = story().call(5, 1).told({ cutOffAt: 10_000, done: false });
  t.same(judge.onThreadPool(run), finding('on-thread-pool.waits-for-it', { ms: 5 }));
});

t.test('what is over at once is not drawn as if it had taken long', async (t) => {
  const drawn = (told: Story) => {
    const { startMs, endMs } = drawnCalls(told.step(1_000, 'ending').told());
    return [Math.round(startMs), Math.round(endMs)];
  };
  const never = story().step(0, 'single-call').call(200, 100, 100.2).beats(100, 110);
  t.same(drawn(never), [92, 308], 'to the time of the callback that did not come');
  t.same(drawn(story().step(0, 'single-call').call(200, 100, 100.2, 100.1)), [98, 152]);
  t.same(drawn(story().step(0, 'single-call').call(200, 100, 100.2, 301)), [92, 309], 'to the callback');
});
