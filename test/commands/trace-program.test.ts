/** `trace --` on programs as they are, from the command line to the exit code. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import type { ProgramReport } from '../../src/checker/report.js';
import { ended, until } from '../process/waiting.js';
import { bin, type Finished, Learner } from '../support/learner.js';
import { copyPreparedCache } from '../support/prepared-cache.js';
import { buildSeeded, SEEDED } from '../support/seeded-add-ons.js';

const learner = new Learner(t, { NO_COLOR: '1' });
const addOns = await buildSeeded(learner.folder, ['broken.c', 'clean.c']);
const runner = path.join(SEEDED, 'run.cjs');
const cache = learner.env.LEARNYOUNATIVE_CACHE_DIR!;
/** The command line that calls a function of an add-on. */
const calling = (source: string, name: string) => ['node', runner, addOns.get(source)!, name];
const trace = (...args: string[]) => learner.run('trace', ...args);

function write(name: string, text: string): string {
  const file = path.join(learner.folder, name);
  writeFileSync(file, text);
  return file;
}

function reportIn({ stdout }: Finished): ProgramReport {
  return JSON.parse(stdout);
}

function rulesIn(finished: Finished): string[] {
  return reportIn(finished).violations.map(({ rule }) => rule);
}

function nothingIsLeft(t: Test): void {
  const traces = path.join(cache, 'traces');
  t.same(existsSync(traces) ? readdirSync(traces) : [], [], 'no trace is left');
}

t.test('a broken rule: what, where, how often, and exit code 1', async (t) => {
  const { code, stdout, stderr } = await trace('--', ...calling('broken.c', 'wrong_thread_often'));
  t.match(stdout, /✘ wrong-thread \(1000 times\)/);
  t.match(stdout, /napi_get_undefined was called on own thread 1 \(ID \d+\)/);
  t.match(stdout, /call_many_times \(.*broken\.c:\d+\)/);
  t.match(stdout, /1 error, \d warnings?\./);
  t.match(stdout, /learnyounative\s+explain\s+wrong-thread/);
  t.equal(stderr, '');
  t.equal(code, 1);
  nothingIsLeft(t);
});

t.test('a warning is not an error', async (t) => {
  const { code, stdout } = await trace('--', ...calling('broken.c', 'work_forgotten'));
  t.match(stdout, /! work-not-deleted/);
  t.match(stdout, /0 errors, \d warnings?\./);
  t.equal(code, 0);
});

t.test('nothing broken', async (t) => {
  const { code, stdout } = await trace(
    '--held-ms',
    '60000',
    '--',
    ...calling('clean.c', 'promise_from_work'),
  );
  t.match(stdout, /Watched: clean-c\.node/);
  t.match(stdout, /worker 1/);
  t.match(stdout, /✔ No rule was broken\./);
  t.equal(code, 0);
});

t.test("the program's exit code is told, and returned with --exit-with-program", async (t) => {
  const program = ['node', '-e', 'process.exit(7)'];
  const told = await trace('--', ...program);
  t.match(
    told.stdout,
    /learnyounative saw no add-on being loaded\.[\s\S]*The program ended with exit\s+code\s+7\./,
  );
  t.equal(told.code, 0);
  t.equal((await trace('--exit-with-program', '--', ...program)).code, 7);
  t.equal((await trace('--exit-with-program', '--', 'sh', '-c', 'kill -9 $$')).code, 137);
});

t.test('--json: the report on standard output, what the program prints on standard error', async (t) => {
  const script = write(
    'prints.cjs',
    `console.log('printed'); require(${JSON.stringify(addOns.get('broken.c'))}).wrong_thread();`,
  );
  const finished = await trace('--json', '--', 'node', script);
  const report = reportIn(finished);
  t.equal(finished.stderr, 'printed\n');
  t.match(report, { formatVersion: 1 });
  t.same(report.command, ['node', script]);
  t.equal(report.exitCode, 0);
  t.equal(report.processes.length, 1);
  t.same(report.processes[0]!.command, ['node', script]);
  t.match(report.violations, [
    { rule: 'wrong-thread', severity: 'error', count: 1, functionName: 'napi_get_undefined' },
  ]);
  t.match(report.violations[0]!.stack[0], {
    function: 'call_off_thread',
    file: path.join(SEEDED, 'broken.c'),
  });
});

t.test('children are watched, also through a shell, and each has its process', async (t) => {
  const child = calling('broken.c', 'pending_exception')
    .map((word) => JSON.stringify(word))
    .join(' ');
  const script = write(
    'parent.cjs',
    `require('node:child_process').execSync(${JSON.stringify(child)});
    require(${JSON.stringify(addOns.get('clean.c'))}).short_work();`,
  );
  const finished = await trace('--json', '--held-ms', '60000', '--', 'sh', '-c', `node '${script}'`);
  const { processes, violations } = reportIn(finished);
  t.same(
    processes.map(({ modules }) => modules.map(({ file }) => path.basename(file))),
    [['broken-c.node'], ['clean-c.node']],
  );
  t.same(
    violations.map(({ rule, pid }) => [rule, pid]),
    [['pending-exception', processes[0]!.pid]],
  );
});

t.test('a program that crashes', async (t) => {
  const script = write(
    'crashes.cjs',
    `require(${JSON.stringify(addOns.get('broken.c'))}).wrong_thread(); process.kill(process.pid, 'SIGSEGV');`,
  );
  const finished = await trace('--json', '--', 'node', script);
  t.same(rulesIn(finished), ['wrong-thread']);
  t.equal(reportIn(finished).signal, 'SIGSEGV');
  t.equal(finished.code, 1);
});

t.test('--on-violation=abort ends the process there', async (t) => {
  const script = write(
    'goes-on.cjs',
    `require(${JSON.stringify(addOns.get('broken.c'))}).wrong_thread_often(); console.log('goes on');`,
  );
  t.match((await trace('--', 'node', script)).stdout, /goes on/);
  const { code, stdout } = await trace('--on-violation', 'abort', '--', 'node', script);
  t.notMatch(stdout, /goes on/);
  t.match(stdout, /✘ wrong-thread\n/);
  t.match(stdout, /exit code 86/);
  t.equal(code, 1);
});

t.test('more events than fit: the first are overwritten, a violation never is', async (t) => {
  const script = write(
    'long.cjs',
    `
    const broken = require(${JSON.stringify(addOns.get('broken.c'))});
    broken.wrong_thread();
    broken.references_grow();
    for (let i = 0; i < 100; i++) broken.wrong_thread_often();`,
  );
  const { violations, processes } = reportIn(
    await trace('--json', '--held-ms', '60000', '--', 'node', script),
  );
  t.ok(processes[0]!.lost > 50_000, `${processes[0]!.lost} are lost`);
  t.same(
    violations.map(({ rule, count }) => [rule, count]),
    [
      ['wrong-thread', 1],
      ['wrong-thread', 100_000],
      ['references-grow', 2_000],
    ],
  );
});

t.test('--for ends a program that would go on, even one that does not want to', async (t) => {
  const goesOn = `require(${JSON.stringify(addOns.get('broken.c'))}).wrong_thread(); setInterval(() => {}, 1000);`;
  const finished = await trace('--json', '--for', '1500ms', '--', 'node', write('goes-on-2.cjs', goesOn));
  t.same(rulesIn(finished), ['wrong-thread']);
  t.equal(reportIn(finished).signal, 'SIGTERM');
  const stubborn = write('stubborn.cjs', `process.on('SIGTERM', () => {}); ${goesOn}`);
  const killed = await trace('--json', '--for', '1500ms', '--', 'node', stubborn);
  t.equal(reportIn(killed).signal, 'SIGKILL');
  const wrapped = write('wrapped.cjs', `console.log('pid', process.pid); ${goesOn}`);
  const { stderr } = await trace('--json', '--for', '1500ms', '--', 'sh', '-c', `node '${wrapped}'; true`);
  await ended(Number(/pid (\d+)/.exec(stderr)?.[1]));
  nothingIsLeft(t);
});

t.test('an interrupt ends the program and still reports', async (t) => {
  const script = write(
    'waits.cjs',
    `
    require(${JSON.stringify(addOns.get('broken.c'))}).work_forgotten();
    setTimeout(() => console.log('waits', process.pid), 300);
    setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, [bin, 'trace', '--', 'node', script], {
    cwd: learner.folder,
    env: learner.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  await until(() => stdout.includes('waits'), 'the program waits', 60_000);
  child.kill('SIGINT');
  t.equal(await closed, 130);
  t.match(stdout, /! work-not-deleted/);
  await ended(Number(/waits (\d+)/.exec(stdout)?.[1]));
  nothingIsLeft(t);
});

t.test('a cache whose path cannot be in LD_PRELOAD, and a library that was there before', async (t) => {
  const odd = path.join(learner.folder, 'with space:colon');
  mkdirSync(odd);
  copyPreparedCache(odd);
  const first = Object.assign(Object.create(learner), {
    env: { ...learner.env, LEARNYOUNATIVE_CACHE_DIR: odd },
  });
  t.same(rulesIn(await first.run('trace', '--json', '--', ...calling('broken.c', 'wrong_thread'))), [
    'wrong-thread',
  ]);
  const second = Object.assign(Object.create(learner), { env: { ...learner.env, LD_PRELOAD: 'libm.so.6' } });
  const { stdout } = await second.run('trace', '--', 'node', '-p', 'process.env.LD_PRELOAD');
  t.match(stdout, /libm\.so\.6:\S*attach-[0-9a-f]+\.so/);
});

t.test('a timeline for Perfetto', async (t) => {
  const file = path.join(learner.folder, 'timeline.json');
  await trace('--trace', file, '--', ...calling('clean.c', 'promise_from_work'));
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
  t.ok(traceEvents.some(({ name }: { name: string }) => name === 'execute'));
});

t.test('what cannot be done gets one sentence and an exit code', async (t) => {
  const wrong: [string[], RegExp][] = [
    [['--'], /Name a program after --/],
    [[], /trace needs a package's folder, or a program after --/],
    [['--', 'no-such-program'], /Cannot start no-such-program: there is no such program/],
    [['--held-ms', 'much', '--', 'true'], /--held-ms takes a number of milliseconds, not “much”/],
    [['--for', '40000m', '--', 'true'], /“40000m” is not a duration of at most 24 days/],
    [['--', '/'], /Cannot start \/: it is not an executable program/],
    [['--for', 'ever', '--', 'true'], /“ever” is not a duration/],
    [['--on-violation', 'laugh', '--', 'true'], /--on-violation takes report or abort, not “laugh”/],
    [['--trace', '/no/such/folder/file', '--', 'true'], /Cannot write to/],
    [
      ['--html', 'report', '--junit', './report', '--', 'true'],
      /Two options name the same file, “.\/report”/,
    ],
  ];
  for (const [args, sentence] of wrong) {
    const { code, stderr } = await trace(...args);
    t.match(stderr.replace(/\s+/g, ' '), sentence);
    t.equal(code, 2, args.join(' '));
  }
  const noCompiler = Object.assign(Object.create(learner), {
    env: { ...learner.env, CXX: '/no/such/compiler' },
  });
  const { code, stderr } = await noCompiler.run('trace', '--', 'true');
  t.match(stderr, /The probe cannot be built here/);
  t.equal(code, 3);
});

t.test('reports for code scanning and test runners, and a page', async (t) => {
  const file = (name: string) => path.join(learner.folder, name);
  const options = ['--sarif', file('a.sarif'), '--junit', file('a.xml'), '--html', file('a.html')];
  const { code } = await trace(...options, '--', ...calling('broken.c', 'wrong_thread'));
  t.equal(code, 1);
  const [run] = JSON.parse(readFileSync(file('a.sarif'), 'utf8')).runs;
  t.match(run.results, [{ ruleId: 'wrong-thread', level: 'error' }]);
  t.match(readFileSync(file('a.xml'), 'utf8'), /<testcase [^>]*name="wrong-thread"[^>]*>\s*<failure/);
  t.match(readFileSync(file('a.html'), 'utf8'), /^<!doctype html>[\s\S]*wrong-thread/i);
});

t.test('what is left out: rules, and what a file names', async (t) => {
  const command = calling('broken.c', 'wrong_thread');
  const ignored = await trace('--json', '--ignore', 'wrong-thread,pool-held', '--', ...command);
  t.same(rulesIn(ignored), []);
  t.equal(reportIn(ignored).suppressed, 1);
  t.equal(ignored.code, 0);
  const file = write('known.txt', '# known\nwrong-thread call_off_thread broken-*.node\n');
  t.same(rulesIn(await trace('--json', '--suppressions', file, '--', ...command)), []);
  const other = write('other.txt', 'wrong-thread another_function\n');
  t.same(rulesIn(await trace('--json', '--suppressions', other, '--', ...command)), ['wrong-thread']);
  const wrong = await trace('--ignore', 'wrong-tread', '--', 'true');
  t.match(wrong.stderr, /wrong-thread/);
  t.equal(wrong.code, 2);
  const missing = await trace('--suppressions', 'no-such-file', '--', 'true');
  t.match(missing.stderr, /Cannot read the suppressions in “no-such-file”/);
  t.equal(missing.code, 2);
});

t.test('a device is written to, and stays one', async (t) => {
  const fifo = path.join(learner.folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const read = spawn('cat', [fifo], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  read.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  await trace('--junit', fifo, '--', ...calling('clean.c', 'short_work'));
  await until(() => text.includes('</testsuites>'), 'the report comes through the pipe');
  t.ok(statSync(fifo).isFIFO());
});

t.test('an interrupt before the program has started', async (t) => {
  const env = { ...learner.env, LEARNYOUNATIVE_CACHE_DIR: path.join(learner.folder, 'empty-cache') };
  const child = spawn(process.execPath, [bin, 'trace', '--', 'true'], {
    cwd: learner.folder,
    env,
    stdio: 'pipe',
  });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  await until(
    () => existsSync(path.join(learner.folder, 'empty-cache', 'probes')),
    'the probe is compiled',
    60_000,
  );
  child.kill('SIGINT');
  t.equal(await closed, 130);
});

t.test('options for programs need a program', async (t) => {
  const { code, stderr } = await trace('--sarif', 'a.sarif', '.');
  t.match(stderr, /--sarif only works with a program after --/);
  t.equal(code, 2);
  const sandboxed = await trace('--sandbox', '--', 'true');
  t.match(sandboxed.stderr, /--sandbox needs a package's folder/);
  t.equal(sandboxed.code, 2);
});
