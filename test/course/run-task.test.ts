/** How a task is run: what is judged, in which order, and what is started when. */
import t from 'tap';
import { runTask } from '../../src/course/run-task.js';
import { type Check, type ScenarioOptions, type Task, undecided } from '../../src/course/task.js';
import type { Verification } from '../../src/course/verification.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import type { HarnessEvent } from '../../src/harness/protocol.js';
import { type Finding, finding } from '../../src/report/finding.js';
import { Story } from '../tasks/delay/records.js';

const WRONG = finding('loads.never-ended');
const PARAMS = { ms: 5 };

type Params = typeof PARAMS;
type OnEvent = (event: HarnessEvent) => void;
type TestCheck = Check<Params, 'first' | 'second' | 'asked'>;
type TestScenario = ScenarioOptions<Params, 'drive'>;

interface Setup extends Partial<Task<Params, 'drive', 'first' | 'second' | 'asked'>> {
  readonly checks: readonly TestCheck[];
  readonly hasProbe?: boolean;
  /** What a run comes to; where nothing is said, it ends at once. */
  readonly run?: (scenario: string, stopped: Promise<void>, onEvent?: OnEvent) => Promise<RunRecord>;
}

/** Runs the task on a verification that builds and runs nothing, and logs what happens. */
function taskRun({ hasProbe = true, run, ...task }: Setup) {
  const log: string[] = [];
  const aborting = new AbortController();
  const { promise: stopped, resolve: stop } = promiseToResolve();
  const running: Promise<unknown>[] = [];
  const options = new Map<string, object>();
  const verification = {
    hasProbe,
    packageFolder: '/package',
    params: undefined,
    step() {},
    signal: aborting.signal,
    run(drive: string, given: { readonly params: unknown; readonly onEvent?: OnEvent }): Promise<RunRecord> {
      // All scenarios share a drive: what they are told tells them apart.
      const { scenario } = given.params as { scenario: string };
      log.push(`run ${scenario}`);
      options.set(scenario, { drive, ...given });
      const record = run?.(scenario, stopped, given.onEvent) ?? Promise.resolve(recordOf(scenario));
      const end = () => log.push(`end ${scenario}`);
      running.push(record.then(end, end));
      return record;
    },
    requireWorkspace() {},
    stopRuns() {
      log.push('stop');
      aborting.abort();
      stop();
    },
    async runsEnded() {
      await Promise.allSettled(running);
      log.push('all ended');
    },
  };
  const outcome = runTask({
    task: {
      params: () => {
        log.push('params');
        return PARAMS;
      },
      scenarios: { first: scenario('first'), second: scenario('second'), asked: scenario('asked', true) },
      ...task,
    },
    verification: verification as unknown as Verification<Params>,
    onCheck: ({ id, status }) => log.push(`${status} ${id}`),
  });
  return { outcome, log, options };
}

function scenario(name: string, onDemand = false): TestScenario {
  return { drive: 'drive', params: ({ ms }) => ({ scenario: name, ms }), onDemand };
}

function recordOf(scenario: string): RunRecord {
  return new Story().told({ scenario });
}

function promiseToResolve(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const passes = (id: string, more: Partial<TestCheck> = {}): TestCheck => ({
  id,
  judge: () => undefined,
  ...more,
});
const fails = (id: string, more: Partial<TestCheck> = {}): TestCheck => ({ id, judge: () => WRONG, ...more });

/** `pass a, fail b, skip c`. */
async function statuses(setup: Setup): Promise<string> {
  const { checks } = await taskRun(setup).outcome;
  return checks.map(({ id, status }) => `${status} ${id}`).join(', ');
}

t.test('in their order, up to the first that fails', async (t) => {
  const { outcome, log } = taskRun({ checks: [passes('a'), fails('b'), passes('c'), fails('d')] });
  const { checks } = await outcome;
  t.same(
    checks.map(({ id, status }) => [id, status]),
    [
      ['a', 'pass'],
      ['b', 'fail'],
      ['c', 'skip'],
      ['d', 'skip'],
    ],
  );
  t.equal(checks[1]?.situation, WRONG.situation);
  t.same(
    log.filter((line) => /^(?:pass|fail|skip) /.test(line)),
    ['pass a', 'fail b'],
    'each is told when it is settled',
  );
});

t.test('a task that keeps going', async (t) => {
  const checks = [fails('a'), passes('b'), fails('c')];
  t.equal(await statuses({ checks, continuesAfterFailure: true }), 'fail a, pass b, fail c');
});

t.test('undecided leaves a check open, and a later one fails', async (t) => {
  const open: TestCheck = { id: 'a', judge: () => undecided };
  t.equal(await statuses({ checks: [open, passes('b'), fails('c')] }), 'skip a, pass b, fail c');
});

t.test('without a probe, checks that need one are left out', async (t) => {
  const checks = [passes('a'), fails('b', { needs: 'probe' }), passes('c')];
  const without = await taskRun({ checks, hasProbe: false }).outcome;
  t.same(
    without.checks.map(({ id, status }) => [id, status]),
    [
      ['a', 'pass'],
      ['c', 'pass'],
    ],
  );
  t.same(without.leftOut, ['b']);
  const withProbe = await taskRun({ checks }).outcome;
  t.match(withProbe, { leftOut: [], checks: [{ id: 'a' }, { id: 'b', status: 'fail' }, { id: 'c' }] });
});

t.test('without a main scenario, all are started at once, after the checks of the files', async (t) => {
  const { outcome, log } = taskRun({ checks: [passes('a', { beforeRuns: true }), passes('b')] });
  await outcome;
  t.same(log.slice(0, 4), ['pass a', 'params', 'run first', 'run second']);
  t.ok(log.includes('pass b'));
});

t.test('the main scenario runs alone until its first call is over', async (t) => {
  const value = { type: 'number', text: '1' };
  const awaited: HarnessEvent[] = [
    { t: 1, kind: 'call', id: 1, what: 'f()', awaits: 'callback' },
    { t: 2, kind: 'return', id: 1 },
  ];
  const ends: Record<string, HarnessEvent[]> = {
    'it called back': [...awaited, { t: 3, kind: 'callback', id: 1, args: 0 }],
    'it threw': [...awaited.slice(0, 1), { t: 2, kind: 'throw', id: 1, value }],
    'it returned, and awaits nothing': [
      { t: 1, kind: 'call', id: 1, what: 'f()' },
      { t: 2, kind: 'return', id: 1, value },
    ],
  };
  const started = async (events: readonly HarnessEvent[]) => {
    let startedByThen: string[] = [];
    const waiting: TestCheck = { id: 'a', judge: async ({ first }) => void (await first) };
    const { outcome, log } = taskRun({
      main: 'first',
      checks: [waiting],
      run: async (scenario, _, onEvent) => {
        await Promise.resolve();
        for (const event of scenario === 'first' ? events : []) onEvent?.(event);
        if (scenario === 'first') startedByThen = log.filter((line) => line.startsWith('run'));
        return recordOf(scenario);
      },
    });
    await outcome;
    return startedByThen;
  };
  t.same(await started(awaited), ['run first']);
  for (const [name, events] of Object.entries(ends))
    t.same(await started(events), ['run first', 'run second'], name);
});

t.test('what the main scenario shows to be wrong starts no other one', async (t) => {
  const setup = { main: 'first' as const, checks: [passes('a')] };
  const wrong = taskRun({
    ...setup,
    checks: [{ id: 'a', judge: async ({ first }) => ((await first) ? WRONG : undefined) }],
  });
  await wrong.outcome;
  t.same(
    wrong.log.filter((line) => line.startsWith('run')),
    ['run first'],
  );
  const right = taskRun({
    ...setup,
    checks: [{ id: 'a', judge: async ({ second }) => void (await second) }],
  });
  await right.outcome;
  t.ok(right.log.includes('run second'), 'a check that asks for one starts it');
});

t.test('a check of the files that fails starts nothing', async (t) => {
  let removed = false;
  const { outcome, log } = taskRun({
    checks: [fails('a', { beforeRuns: true }), passes('b')],
    main: 'first',
    cleanUp: async () => {
      removed = true;
    },
  });
  t.match(await outcome, { mainRun: undefined, picture: undefined });
  t.same(log, ['fail a', 'stop', 'all ended']);
  t.notOk(removed, 'nothing was put on the disk');
});

t.test('a scenario on demand is run when a check asks for it, and once', async (t) => {
  const unasked = taskRun({ checks: [passes('a')] });
  await unasked.outcome;
  t.notOk(unasked.log.includes('run asked'));

  const seen: string[] = [];
  const asking = (id: string): TestCheck => ({
    id,
    judge: async ({ asked }) => {
      seen.push((await asked).scenario);
      return undefined;
    },
  });
  const { outcome, log } = taskRun({ checks: [passes('a'), asking('b'), asking('c')] });
  await outcome;
  t.same(seen, ['asked', 'asked']);
  t.same(
    log.filter((line) => line === 'run asked' || line.startsWith('pass')),
    ['pass a', 'run asked', 'pass b', 'pass c'],
  );
});

t.test('a check waits only for its runs', async (t) => {
  const { outcome, log } = taskRun({
    checks: [
      { id: 'a', judge: async ({ first }) => void (await first) },
      { id: 'b', judge: async ({ first }) => ((await first) ? WRONG : undefined) },
    ],
    run: async (name, stopped) => {
      if (name === 'second') await stopped;
      return recordOf(name);
    },
  });
  await outcome;
  t.same(
    log.filter((line) => !line.startsWith('run')),
    ['params', 'end first', 'pass a', 'fail b', 'stop', 'end second', 'all ended'],
    'what still runs then is stopped',
  );
});

t.test('a run that no check waits for may fail', async (t) => {
  const run = async (name: string) => {
    if (name === 'second') throw new Error('no such drive');
    return recordOf(name);
  };
  t.equal(await statuses({ checks: [passes('a')], run }), 'pass a');
  const checks: TestCheck[] = [{ id: 'a', judge: async ({ second }) => void (await second) }];
  await t.rejects(taskRun({ checks, run }).outcome, { message: 'no such drive' });
});

t.test('a scenario says how it is run', async (t) => {
  const { outcome, options } = taskRun({
    checks: [passes('a')],
    scenarios: {
      first: scenario('first'),
      second: {
        ...scenario('second'),
        threadPoolSize: 1,
        sample: true,
        stdoutFile: true,
        packageFolder: ({ ms }) => `/copy-${ms}`,
        cwd: ({ ms }, folder) => `${folder}/inside-${ms}`,
      },
      asked: scenario('asked', true),
    },
  });
  await outcome;
  t.same(Object.fromEntries(options), {
    first: { drive: 'drive', params: { scenario: 'first', ms: 5 }, packageFolder: '/package' },
    second: {
      drive: 'drive',
      params: { scenario: 'second', ms: 5 },
      packageFolder: '/copy-5',
      cwd: '/copy-5/inside-5',
      threadPoolSize: 1,
      sample: true,
      stdoutFile: true,
    },
  });
});

t.test('judges are given the params', async (t) => {
  const checks: TestCheck[] = [
    { id: 'a', judge: (_, { params }) => (params === PARAMS ? undefined : WRONG) },
  ];
  t.equal(await statuses({ checks }), 'pass a');
});

t.test('what is worth showing beside a check that passed', async (t) => {
  const seen = async () => 'something';
  const { checks } = await taskRun({ checks: [passes('a', { passDetails: seen }), passes('b')] }).outcome;
  t.same(
    checks.map(({ observed }) => observed),
    ['something', undefined],
  );
});

t.test('a picture of a pass, or of a failure that is about threads', async (t) => {
  const drawn: (Finding | undefined)[] = [];
  const timeline = { startMs: 1, endMs: 2, lanes: [] };
  const pictured = async (checks: TestCheck[], more: Partial<Setup> = {}) => {
    const { picture, mainRun } = await taskRun({
      checks,
      main: 'first',
      picture: (run, about) => {
        t.equal(run.scenario, 'first');
        drawn.push(about);
        return timeline;
      },
      ...more,
    }).outcome;
    t.equal(mainRun?.scenario, 'first');
    return picture;
  };
  t.equal(await pictured([passes('a')]), timeline);
  t.equal(await pictured([fails('a')]), undefined);
  t.equal(await pictured([fails('a', { showsThreads: true })]), timeline);
  t.same(drawn, [undefined, WRONG], 'drawn for what was found');
  const later = fails('b', { showsThreads: true });
  t.equal(
    await pictured([fails('a'), later], { continuesAfterFailure: true }),
    undefined,
    'the first failure counts',
  );
  const { mainRun, picture } = await taskRun({ checks: [passes('a')], picture: () => timeline }).outcome;
  t.same([mainRun, picture], [undefined, undefined], 'of no main scenario');
});

t.test('a place is looked up in a run of its own, for a failure and with a probe', async (t) => {
  const asksFor = async (check: TestCheck, hasProbe: boolean) => {
    const { outcome, log } = taskRun({ checks: [check], hasProbe });
    await outcome;
    return log.includes('run asked');
  };
  t.ok(await asksFor(fails('a', { locatedBy: 'asked' }), true));
  t.notOk(await asksFor(fails('a', { locatedBy: 'asked' }), false));
  t.notOk(await asksFor(passes('a', { locatedBy: 'asked' }), true));
});

t.test('a judge that throws: all is ended and removed', async (t) => {
  const removed: unknown[] = [];
  const broken: TestCheck = {
    id: 'a',
    judge: () => {
      throw new Error('a bug');
    },
  };
  const { outcome, log } = taskRun({
    checks: [broken],
    run: (name, stopped) => stopped.then(() => recordOf(name)),
    cleanUp: async (params) => {
      log.push('removed');
      removed.push(params);
    },
  });
  await t.rejects(outcome, { message: 'a bug' });
  t.same(removed, [PARAMS]);
  t.same(log.slice(-3), ['end second', 'all ended', 'removed'], 'when no run needs it any more');
});

/** A scenario in which `f(1)` and `f(2)` are called. */
function callingTwice(name: string): TestScenario {
  return { ...scenario(name), expected: () => [[{ what: 'f(1)' }, { what: 'f(2)' }]] };
}

/** Runs in which these are called. */
const calling =
  (...whats: readonly string[]) =>
  async (name: string) => {
    const story = new Story();
    for (const [index, what] of whats.entries()) story.at(index, { kind: 'call', id: index + 1, what });
    return story.told({ scenario: name });
  };

const asksFirst = (id: string, more: Partial<TestCheck> = {}): TestCheck => ({
  id,
  judge: async ({ first }) => void (await first),
  ...more,
});

const FIRST_CALLS = {
  scenarios: { first: callingTwice('first'), second: scenario('second'), asked: scenario('asked', true) },
};

t.test('a record that the params rule out reaches no judge', async (t) => {
  let judged = 0;
  const judge: TestCheck['judge'] = async ({ first }) => {
    await first;
    judged++;
    return undefined;
  };
  const checks: TestCheck[] = [passes('a'), { id: 'b', judge, locatedBy: 'asked' }, passes('c')];
  const run = (...whats: readonly string[]) => taskRun({ ...FIRST_CALLS, checks, run: calling(...whats) });
  t.match(await run('f(1)', 'f(2)').outcome, { checks: [{}, { status: 'pass' }, { status: 'pass' }] });
  t.equal(judged, 1);
  const forged = run('f(1)', 'f(0)');
  t.match(await forged.outcome, {
    checks: [
      { status: 'pass' },
      {
        status: 'fail',
        situation: 'records.other',
        observed: /verify chose f\(2\) .* has f\(0\) in its place/,
      },
      { status: 'skip' },
    ],
  });
  t.equal(judged, 1);
  t.notOk(forged.log.includes('run asked'), 'no place is looked up');
});

t.test('nothing passes whose runs are incomplete, but other failures come first', async (t) => {
  const outcome = (checks: TestCheck[], hasProbe = true) =>
    taskRun({ ...FIRST_CALLS, checks, hasProbe, run: calling('f(1)') }).outcome;
  const incomplete = { status: 'fail', situation: 'records.incomplete', observed: /ends before f\(2\)/ };
  t.match(await outcome([asksFirst('a'), passes('b')]), { checks: [{ status: 'pass' }, incomplete] });
  t.match(await outcome([asksFirst('a'), fails('b')]), { checks: [{}, { situation: WRONG.situation }] });
  t.match(await outcome([asksFirst('a'), passes('b', { needs: 'probe' })], false), { checks: [incomplete] });
  t.match(await outcome([passes('a')]), { checks: [{ status: 'pass' }] }, 'no judge saw it');
});
