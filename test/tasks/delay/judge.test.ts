/** Each verdict both ways, on runs that never ran. */
import t from 'tap';
import {
  crash,
  exitsCleanly,
  loadFailure,
  loads,
  processEnds,
} from '../../../src/course/process-verdicts.js';
import { endingOf, type RunRecord } from '../../../src/harness/parent/run-record.js';
import { failureOf } from '../../../src/report/failure.js';
import { heldTooLong, longestHold } from '../../../src/tasks/delay/holds.js';
import * as judge from '../../../src/tasks/delay/judge.js';
import { msOf, pictureOf } from '../../../src/tasks/delay/picture.js';
import { type Line, traceOf } from '../../probe/traces.js';
import { Story } from './records.js';

const story = () => new Story();
const delayLoads = (run: RunRecord) => loads(run, 'delay');

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
  const run = good().at(0.5, { kind: 'fact', name: 'delay', value: 'function' }).told();
  for (const verdict of [
    delayLoads,
    judge.exportsDelay,
    judge.addonExportsDelay,
    crash,
    judge.returnsAtOnce,
    judge.callsBackOnce,
    judge.noArguments,
    judge.waitsLongEnough,
    judge.jsThreadFree,
    judge.callsOverlap,
    judge.survivesGc,
    processEnds,
    exitsCleanly,
  ])
    t.equal(verdict(run), undefined, verdict.name);
  t.equal(judge.jsThreadStuck(run), false);
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
  for (const verdict of [delayLoads, judge.addonExportsDelay, loadFailure])
    t.match(verdict(failed), { observed: 'Error: no', where: 'index.js:3' });
  const gone = story().step(1, 'load-package').told({ end: 'abruptly', code: null, signal: 'SIGSEGV' });
  t.match(delayLoads(gone), { observed: /SIGSEGV .* while your package was being loaded/ });
  const silent = story().step(1, 'load-addon').told();
  t.match(judge.addonExportsDelay(silent), { situation: { name: 'loads.never-ended' } });
});

t.test('exports', async (t) => {
  const exporting = (type: string, names: string) =>
    story()
      .at(1, { kind: 'fact', name: 'delay', value: type })
      .at(1, { kind: 'fact', name: 'names', value: names })
      .told();
  t.match(judge.exportsDelay(exporting('undefined', 'wait, sleep')), {
    observed: /not export delay.*wait, sleep/,
  });
  t.match(judge.exportsDelay(exporting('undefined', 'sleep, Delay')), {
    observed: 'Your package exports Delay, but not delay.',
    hint: /case-sensitive.*add-on.*index\.js/,
  });
  t.match(judge.addonExportsDelay(exporting('undefined', 'DELAY')), {
    observed: 'The compiled add-on exports DELAY, but not delay.',
    hint: /case-sensitive.*exports\.Set\("delay"/,
  });
  t.match(judge.exportsDelay(exporting('null', '')), { observed: /null.*nothing/ });
  t.match(judge.addonExportsDelay(exporting('object', 'delay')), { observed: /object.*delay/ });
  t.equal(delayLoads(exporting('undefined', '')), undefined, 'but it loads');
});

t.test('returns at once', async (t) => {
  const observed = (run: ReturnType<Story['told']>) => judge.returnsAtOnce(run)?.observed;
  t.equal(observed(singles([150, 149.9, 150.2]).told()), undefined, 'some time before the work ended');
  t.match(
    observed(singles([150, 150, 150.2]).told()),
    /150 ms.*in 1 of 1 tries/,
    'exactly as long as the work',
  );
  t.match(observed(singles([150, 151, 152], [130, 130, 131]).told()), /returned only after 151 ms.*2 of 2/);
  t.equal(
    observed(singles([150, 151, 152], [130, 0.1, 131]).told()),
    undefined,
    'a hold-up in one of the tries',
  );
  t.match(
    observed(story().step(0, 'single-call').call(150, 1, 152, 151).told()),
    /did everything before it returned/,
  );
  t.match(
    observed(story().step(0, 'single-call').call(150, 1, 60, 50).told()),
    /called back before it had returned/,
  );
  const stuck = story()
    .step(0, 'single-call')
    .call(150, 1)
    .told({ end: 'abruptly', cutOffAt: 10_200, signal: 'SIGKILL' });
  t.match(observed(stuck), /had not returned/);
  const threw = story()
    .step(0, 'single-call')
    .at(1, { kind: 'call', id: 1, ms: 150 })
    .at(2, { kind: 'return', id: 1, error: 'TypeError: no' });
  t.match(observed(threw.told()), /threw: TypeError: no/);
});

t.test('the worker is there, and delay still waits as before', async (t) => {
  const situation = (told: Story, lines: readonly Line[]) =>
    judge.returnsAtOnce(told.told({ trace: traceOf(lines) }))?.situation?.name;
  const callsBack = () => story().step(0, 'single-call').call(150, 1, 152, 151);
  const waits = () => story().step(0, 'single-call').call(150, 1, 152, 153);
  const queued: Line = ['work-queued', 2];
  t.equal(situation(callsBack(), [queued]), 'returns-at-once.old-lines');
  t.equal(situation(waits(), [queued]), 'returns-at-once.still-waits');
  t.equal(situation(callsBack(), []), 'returns-at-once.all-inside');
  t.equal(situation(waits(), []), 'returns-at-once.late');
  const late: Line = ['work-queued', 150];
  t.equal(situation(callsBack(), [late]), 'returns-at-once.all-inside', 'it waits, then queues');
  t.equal(situation(waits(), [late]), 'returns-at-once.late');
  const turned: Line = ['complete-begin', 150.5];
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
  t.equal(judge.jsThreadStuck(endless(500, 10_100)), true);
  t.match(judge.jsThreadFree(endless(500, 10_100)), { observed: /no sign of life for 9600 ms/ });
  t.equal(judge.jsThreadStuck(endless(10_090, 10_100)), false, 'it beat to the end');
  t.equal(judge.jsThreadStuck(endless(5_100, 10_100)), false, 'exactly so long is not too long');
  t.equal(judge.jsThreadStuck(endless(500, 10_100, true)), false, 'it had nothing to do any more');
  t.equal(judge.jsThreadStuck(good().told()), false);
});

t.test('calls back once', async (t) => {
  const observed = (callbacks: number[], cutOffAt?: number) =>
    judge.callsBackOnce(
      story()
        .call(150, 1, 2, ...callbacks)
        .told({ cutOffAt }),
    )?.observed;
  t.equal(observed([152]), undefined);
  t.match(observed([]), /was never called/);
  t.match(observed([], 10_200), /had not been called 10 seconds after/);
  t.match(observed([152, 152]), /was called 2 times/);
  t.match(observed([152, 160, 999]), /was called 3 times/);
});

t.test('no arguments', async (t) => {
  const run = (args: number, first?: string) =>
    story()
      .call(150, 1, 2)
      .at(153, { kind: 'callback', id: 1, args, ...(first !== undefined && { first }) })
      .told();
  t.equal(judge.noArguments(run(0)), undefined);
  t.match(judge.noArguments(run(1, 'null')), { observed: /got an argument: null/ });
  t.match(judge.noArguments(run(2, '')), { observed: /got 2 argument/ });
});

t.test('waits long enough', async (t) => {
  const single = (ms: number, took: number) =>
    judge.waitsLongEnough(singles([ms, 0.1, took]).told())?.observed;
  t.equal(single(150, 150), undefined, 'exactly ms');
  t.equal(single(150, 149.001), undefined, 'a step of a coarse clock early');
  t.match(single(150, 148.9), /delay\(150, callback\) came after 149 ms/);
  t.match(single(150, 0.15), /came after 0\.1 ms|came after 0\.2 ms/);
  t.equal(single(150, 5_000), undefined, 'a busy machine may be as late as it likes');

  const constant = singles([150, 0.1, 2_000.2])
    .step(5_000, 'overlapping-calls')
    .call(1_100, 5_001, 5_002, 7_003)
    .call(300, 5_061, 5_062, 7_070)
    .call(50, 5_062, 5_063, 7_071);
  t.match(judge.waitsLongEnough(constant.told()), {
    observed: /for 50 ms and for 1100 ms, it waited about 200\d ms/,
  });
});

t.test('the JS thread is free', async (t) => {
  const held = (from: number, to: number) =>
    story().step(0, 'single-call').call(150, 1, 1.1, 151.5).beats(11, from).beats(to, 180);
  t.equal(judge.jsThreadFree(held(51, 100.9).told()), undefined, 'not for quite so long');
  t.match(judge.jsThreadFree(held(51, 101).told()), {
    observed: /stood still for 50 ms \(the least of 1 tries\)/,
  });
  const inCall = story().step(0, 'single-call').call(150, 1, 81, 160).beats(91, 185);
  t.match(judge.jsThreadFree(inCall.told()), { observed: /stood still for 80 ms before the call returned/ });
  const after = story().step(0, 'single-call').call(150, 1, 1.1, 151.5).beats(11, 151).beats(240, 260);
  t.match(judge.jsThreadFree(after.told()), {
    observed: /^After the callback of delay\(150, callback\), .* 89 ms/,
  });
  const once = held(51, 101)
    .step(1_000, 'single-call')
    .call(150, 1_001, 1_001.1, 1_151.5)
    .beats(1_011, 1_180);
  t.equal(judge.jsThreadFree(once.told()), undefined, 'one of two tries was an accident');
  const overlapping = singles([150, 0.1, 150.3])
    .step(2_000, 'overlapping-calls')
    .call(1_100, 2_001, 2_001.1, 3_101.5)
    .beats(2_011, 2_500)
    .beats(2_700, 3_130);
  t.match(judge.jsThreadFree(overlapping.told()), { observed: /During delay\(1100, callback\)/ });
});

t.test('calls overlap', async (t) => {
  t.equal(judge.callsOverlap(good(3_101).told()), undefined, 'late, but before the long one');
  t.match(judge.callsOverlap(good(3_101.5).told()), {
    observed: /called back after it, 1040 ms after its call/,
  });
  t.match(judge.callsOverlap(good(3_200).told()), {
    observed: /delay\(50, callback\).*delay\(1100, callback\)/,
  });
});

t.test('on the thread pool', async (t) => {
  const crowded = (callback?: number, opened?: number) => {
    const told = story().step(0, 'pool-busy');
    if (opened !== undefined) told.at(opened, { kind: 'open-gate' });
    return told.call(5, 1, 1.1, ...(callback === undefined ? [] : [callback]));
  };
  t.equal(judge.onThreadPool(crowded(301.5, 301).told()), undefined);
  t.equal(judge.onThreadPool(crowded(301, 301).told()), undefined);
  t.match(judge.onThreadPool(crowded(7, 301).told()), { observed: /called back after 6 ms/ });
  t.match(judge.onThreadPool(crowded(undefined, 301).told()), { observed: /was never called/ });
  t.match(judge.onThreadPool(crowded().told({ end: 'abruptly', code: null, signal: 'SIGABRT' })), {
    observed: /SIGABRT/,
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
  t.match(judge.waitsItsOwnTime(crowded(312)), {
    situation: { name: 'waits-long-enough.another-calls', values: { ms: 450, took: 311, other: 5 } },
  });
});

t.test('survives garbage collection', async (t) => {
  t.equal(judge.survivesGc(story().call(150, 1, 2, 152).call(140, 1, 2, 142).told()), undefined);
  t.match(judge.survivesGc(story().call(150, 1, 2, 152).call(140, 1, 2).told()), {
    observed: /while delay\(140, callback\) ran, its callback was called 0 times/,
  });
  t.match(
    judge.survivesGc(story().call(150, 1, 2).told({ end: 'abruptly', code: null, signal: 'SIGSEGV' })),
    {
      observed: /SIGSEGV/,
    },
  );
});

t.test('native work', async (t) => {
  const alone = singles([150, 0.1, 150.3]).told();
  const reference = (asked: string[], callbacks: number[]) => {
    const told = story()
      .step(0, 'reference-add-on')
      .call(150, 1, 2, ...callbacks);
    for (const value of asked) told.at(1.5, { kind: 'fact', name: 'native-call', value });
    return told.at(251, { kind: 'fact', name: 'native-end', value: asked.length });
  };
  const observed = (told: Story, addon = alone) => judge.nativeWork(told.told(), addon)?.observed;
  t.equal(observed(reference(['150'], [251.1])), undefined);
  t.match(observed(reference([], [151])), /called the add-on's delay 0 times/);
  t.match(observed(reference(['150', '150'], [251.1])), /called the add-on's delay 2 times/);
  t.match(observed(reference(['0'], [251.1])), /asked the add-on for a delay of 0 ms/);
  t.match(observed(reference(['150'], [151])), /while the add-on's delay was still at work/);
  t.match(observed(reference(['150'], [])), /callback 0 times/);
  t.match(observed(reference(['150'], [251.1, 251.2])), /callback 2 times/);
  t.match(
    observed(reference(['150'], [251.1]), singles([150, 150, 150.3]).told()),
    /^Without your JavaScript.*150 ms/,
  );
  t.match(
    observed(reference(['150'], [251.1]), singles([150, 0.1, 10]).told()),
    /^Without.*came after 10 ms/,
  );
  t.match(
    observed(reference(['150'], [251.1]), story().step(0, 'single-call').call(150, 1, 2).told()),
    /never called/,
  );
  t.match(observed(story().step(0, 'load-package')), /being loaded/, 'it did not get so far');
});

t.test('ends', async (t) => {
  const done = story().call(150, 1, 2, 152);
  const ended = (how: Parameters<Story['told']>[0]) => done.told(how);
  const crashed = ended({ end: 'abruptly', done: true, code: null, signal: 'SIGSEGV' });
  t.match(crash(crashed), { observed: /SIGSEGV/ });
  const afterExit = ended({ code: null, signal: 'SIGSEGV' });
  t.equal(crash(afterExit), undefined);
  t.match(exitsCleanly(afterExit), { observed: /SIGSEGV.*on the way out/ });
  t.match(crash(ended({ end: 'abruptly', done: true })), { observed: /behind Node's back/ });
  t.match(crash(ended({ end: 'abruptly', code: 0xc0000005 })), { observed: /SIGSEGV/ }, 'as Windows says it');
  t.match(exitsCleanly(ended({ code: 3 })), { observed: /exit code 3/ });
  t.equal(processEnds(ended({})), undefined);
  t.match(processEnds(ended({ end: 'abruptly', done: true, cutOffAt: 10_200, signal: 'SIGKILL' })), {
    observed: /still running/,
  });
  const threw = story().at(5, { kind: 'thrown', message: 'Error: mine', where: 'index.js:3' });
  t.match(crash(threw.told({ code: 1 })), { observed: /Error: mine/, where: 'index.js:3' });
  t.equal(crash(threw.told({ code: 1 }))?.situation?.name, 'no-crash.threw');
  t.same(endingOf(ended({ end: 'abruptly', cutOffAt: 7, signal: 'SIGKILL' })), { kind: 'cut-off', at: 7 });
});

t.test('an ending that says of what it is', async (t) => {
  const threw = (message: string) =>
    crash(story().at(5, { kind: 'thrown', message }).told({ code: 1 }))?.situation?.name;
  for (const message of ['Error: Invalid argument', 'TypeError: A function was expected'])
    t.equal(threw(message), 'no-crash.dead-value', message);
  for (const message of ['Error: Invalid argument of mine', 'Error: no', 'TypeError: text was expected'])
    t.equal(threw(message), 'no-crash.threw', message);

  const gaveUp = (stderr: string) =>
    crash(story().told({ end: 'abruptly', code: null, signal: 'SIGABRT', stderr }))?.situation?.name;
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

t.test('the picture shows the calls that a failure speaks of', async (t) => {
  const run = good().told();
  const drawn = (ms?: number) => Math.round(pictureOf(run, ms).startMs);
  t.equal(drawn(), 1_991, 'the overlapping ones');
  t.equal(drawn(300), 1_991);
  t.equal(drawn(150), -5, 'the single one');
  t.equal(drawn(7), 1_991, 'no such call');
  t.equal(msOf(failureOf('calls-back-once.often', { ms: 150, count: 2 })), 150);
  t.equal(msOf({ observed: 'something' }), undefined);
});

t.test('what is done once shows in the first call of every process', async (t) => {
  const first = (took: number, waited = 1) =>
    story()
      .at(1, { kind: 'call', id: 1, ms: 150, waited })
      .at(1 + took, { kind: 'return', id: 1, waited })
      .told();
  t.equal(judge.firstCallFree([first(300), first(20), first(300)]), undefined, 'one of them was quick');
  t.match(judge.firstCallFree([first(300), first(70)]), { observed: /held the JS thread for 70 ms/ });
  t.equal(
    judge.firstCallFree([first(300, 0), first(300, 0)]),
    undefined,
    'nobody knows how busy the machine was',
  );
  t.equal(judge.firstCallFree([first(300), story().told()]), undefined, 'no call');
});

t.test('with nothing to wait for, it still calls back later', async (t) => {
  const zero = (callback: number) => story().step(1, 'zero-call').call(0, 2, 2.1, callback).told();
  t.equal(judge.returnsAtOnce(zero(2.2)), undefined);
  t.match(judge.returnsAtOnce(zero(2.05)), { situation: { name: 'returns-at-once.called-back-inside' } });
});

t.test('a call that does not return while the pool is busy', async (t) => {
  const run = story().at(1, { kind: 'call', id: 1, ms: 5 }).told({ cutOffAt: 10_000, done: false });
  t.match(judge.onThreadPool(run), { situation: { name: 'on-thread-pool.waits-for-it' } });
});

t.test('what is over at once is not drawn as if it had taken long', async (t) => {
  const drawn = (told: Story) => {
    const { startMs, endMs } = pictureOf(told.step(1_000, 'ending').told());
    return [Math.round(startMs), Math.round(endMs)];
  };
  const never = story().step(0, 'single-call').call(200, 100, 100.2).beats(100, 110);
  t.same(drawn(never), [92, 308], 'to the time of the callback that did not come');
  t.same(drawn(story().step(0, 'single-call').call(200, 100, 100.2, 100.1)), [98, 152]);
  t.same(drawn(story().step(0, 'single-call').call(200, 100, 100.2, 301)), [92, 309], 'to the callback');
});
