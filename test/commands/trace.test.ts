/** `trace` and its kin on real add-ons, from the command line to the exit code. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import { composeSubmission, findSubmission } from '../../scripts/submissions/compose.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { namesIn } from '../exercises/listing.js';
import { until } from '../process/waiting.js';
import { bin, type Finished, Learner } from '../support/learner.js';

const addOns = path.join(packageRoot, 'test', 'fixtures', 'add-ons');
const learner = new Learner(t, { NO_COLOR: '1' });
const fixture = (name: string) => path.join(addOns, name);
const trace = (name: string, ...script: string[]) =>
  learner.run('trace', fixture(name), ...(script.length > 0 ? ['--', ...script] : []));

const CLEAN = /✔ Clean/;

function isClean(t: Test, { code, stdout, stderr }: Finished): void {
  t.match(stdout, CLEAN);
  t.notMatch(stdout, /✘/);
  t.equal(stderr, '');
  t.equal(code, 0);
}

/** The line of the ledger: taken, given back. */
/** Sentences are wrapped as the report is. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function ledger(stdout: string, asset: string): [number, number] {
  const found = new RegExp(`^ +${asset} +(\\d+) +(\\d+)$`, 'm').exec(stdout);
  return [Number(found?.[1]), Number(found?.[2])];
}

t.test('a program and its output, a picture, a ledger, a verdict', async (t) => {
  const finished = await trace('work-requests');
  isClean(t, finished);
  t.match(finished.stdout, /^worked \n\nWhat happened on which thread\n\n {2}JS thread .*\n {2}worker 1 +▒/);
  t.same(ledger(finished.stdout, 'async work items'), [1, 1]);
  t.same(readdirSync(fixture('work-requests')).includes('build'), false, 'nothing is written there');
});

t.test('a script with arguments, also such that look like options, and one by its full path', async (t) => {
  t.match((await trace('work-requests', 'index.js', 'a', '--trace', '-x')).stdout, /^worked a,--trace,-x\n/);
  const inFull = await trace('work-requests', path.join(fixture('work-requests'), 'nested.js'));
  isClean(t, inFull);
  t.same(ledger(inFull.stdout, 'async work items'), [5, 5]);
});

t.test('a thousand requests', async (t) => {
  const finished = await trace('work-requests', 'thousand.js');
  isClean(t, finished);
  t.match(finished.stdout, /^1000\n/);
  t.same(ledger(finished.stdout, 'async work items'), [1000, 1000]);
});

t.test('demo.js comes before the main module; a program that only loads its add-on', async (t) => {
  const folder = path.join(learner.folder, 'idle');
  cpSync(fixture('work-requests'), folder, { recursive: true });
  writeFileSync(path.join(folder, 'demo.js'), "require('./build/Release/addon.node'); console.log('idle');");
  const { code, stdout, stderr } = await learner.run('trace', folder);
  t.equal(code, 0, stderr);
  t.match(stdout, /^idle\n/);
  t.match(stdout, /No native work was seen/);
  t.notMatch(stdout, CLEAN);
});

t.test('cancelled requests never run, and are given back', async (t) => {
  const finished = await trace('work-requests', 'cancel.js');
  isClean(t, finished);
  t.match(finished.stdout, /^napi 11$/m);
  t.match(finished.stdout, /^uv 11$/m);
  t.same(ledger(finished.stdout, 'async work items'), [6, 6]);
});

t.test('a request that is used again, and a work without a complete callback', async (t) => {
  const finished = await trace('work-requests', 'reuse.js');
  isClean(t, finished);
  t.same(ledger(finished.stdout, 'async work items'), [5, 5]);
});

t.test('environments that come and go are no violation', async (t) => {
  const finished = await trace('work-requests', 'workers.js');
  isClean(t, finished);
  t.match(finished.stdout, /^all ended$/m);
  t.match(finished.stdout, /JS thread 9 /);
});

t.test('what is under way when a program ends itself is no leak', async (t) => {
  const { code, stdout } = await trace('work-requests', 'exit.js');
  t.equal(code, 0);
  t.notMatch(stdout, /✘|✔/);
  t.match(stdout, /exited early/);
});

t.test('the environment of another thread', async (t) => {
  const { code, stdout } = await trace('wrong-environment');
  t.equal(code, 1);
  t.match(
    inOneLine(stdout),
    /✘ napi_get_global was called at addon\.c:11 \(in Execute\), on thread \d+\. Its environment belongs to JavaScript thread \d+/,
  );
  t.match(stdout, /! Node-API call off the JS thread/);
  t.notMatch(stdout, CLEAN);
});

t.test(
  'threadsafe functions, called by threads of their own; context and finalizer stay theirs',
  async (t) => {
    const finished = await trace('own-threads');
    isClean(t, finished);
    t.match(finished.stdout, /^finalized after 60 calls, no data$/m);
    t.match(finished.stdout, /^seen 60$/m);
    t.same(ledger(finished.stdout, 'threadsafe functions'), [3, 3]);
  },
);

t.test('more calls of a threadsafe function than the record holds', async (t) => {
  const finished = await trace('own-threads', 'index.js', '20000');
  isClean(t, finished);
  t.match(finished.stdout, /^seen 60000$/m);
  t.match(finished.stdout, /The trace buffer was full: \d+ later events are missing/);
  t.match(finished.stdout, /Queue without a limit: at most \d+ calls waited\./);
});

t.test('wrapped objects: collected, finalized in a worker and at the end', async (t) => {
  const finished = await trace('object-wrap');
  isClean(t, finished);
  t.match(finished.stdout, /^main 2 2\nworker 4 2\n/);
});

for (const [way, how] of Object.entries({
  segfault: 'SIGSEGV',
  _exit: 'exit code 7',
  abort: 'SIGABRT',
  throw: 'SIGABRT',
  exception: 'exit code 1',
})) {
  t.test(`the end by ${way}: what was recorded until then is read`, async (t) => {
    const { code, stdout } = await trace('ends', 'index.js', way);
    t.equal(code, 1);
    t.match(stdout, new RegExp(`The program ended with ${how}\\.`));
    // What ended as soon as it had begun takes no room.
    t.match(stdout, /worker 1 +(?:▒+ [\d.]+ ms ▒+|▏)/);
    t.notMatch(stdout, CLEAN);
    t.notMatch(stdout, /✘/);
    t.equal(ledger(stdout, 'async work items')[0], 1);
  });
}

t.test('a crash: which work was under way, and where it was made', async (t) => {
  const { stdout } = await trace('ends', 'index.js', 'segfault');
  t.match(
    inOneLine(stdout),
    /ended with SIGSEGV\. At that moment, work was running on thread \d+: Execute .* created at addon\.cc:\d+\./,
  );
});

t.test('a static object that calls at exit, and a write past the end of a block', async (t) => {
  for (const [way, text] of [
    [
      'static',
      /✘ At exit, napi_delete_reference was called at addon\.cc:\d+ .*by the destructor of a static object/,
    ],
    ['past-the-end', /✘ A block of 5 bytes, allocated at addon\.cc:\d+ .*written up to 1 byte past its end/],
  ] as const) {
    const { code, stdout } = await trace('ends', 'index.js', way);
    t.equal(code, 1);
    t.match(inOneLine(stdout), text);
  }
});

t.test('what is taken once may stay; it is told all the same', async (t) => {
  const { code, stdout } = await trace('leaks', 'index.js', 'reference', '1');
  t.equal(code, 0);
  t.match(inOneLine(stdout), /✔ Clean: .* Held until the end: 4 references\./);
});

t.test('the program reads standard input', async (t) => {
  const folder = path.join(learner.folder, 'reads');
  cpSync(fixture('flood'), folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'read.js'),
    `console.log('read: ' + require('fs').readFileSync(0, 'utf8'));`,
  );
  const child = spawn(process.execPath, [bin, 'trace', folder, '--', 'read.js'], {
    env: learner.env,
    cwd: learner.folder,
  });
  child.stdin.end('a line');
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) said += text;
  t.match(said, 'read: a line');
});

t.test('an exception out of Execute is told by its own words', async (t) => {
  t.match((await trace('ends', 'index.js', 'throw')).stderr, /thrown in execute/);
});

t.test('calls that V8 would die of, and calls that it lets pass', async (t) => {
  for (const [way, name, line] of [
    ['v8', 'napi_open_handle_scope', 25],
    ['violation', 'napi_get_global', 21],
  ]) {
    const { code, stdout, stderr } = await trace('ends', 'index.js', String(way));
    t.equal(code, 1);
    t.match(
      inOneLine(stdout),
      new RegExp(`✘ ${name} was called at addon\\.cc:${line} \\(in Execute.*, on thread \\d+`),
    );
    t.notMatch(stdout, /The program ended with/);
    t.equal(stderr, '');
  }
});

t.test('a program that fails before it loads anything', async (t) => {
  const { code, stdout, stderr } = await trace('ends', 'throws-at-once.js');
  t.equal(code, 1);
  t.match(stderr, /before anything else/);
  t.match(inOneLine(stdout), /The probe saw no Node-API call/);
  t.match(stdout, /The program ended with exit code 1\./);
});

t.test('a flood: it says so, and counts right', async (t) => {
  const finished = await trace('flood');
  isClean(t, finished);
  t.match(finished.stdout, /The trace buffer was full: 1\d{5} later events are missing/);
  t.same(ledger(finished.stdout, 'handle scopes'), [40_000, 40_000]);
  t.same(ledger(finished.stdout, 'references'), [60_000, 60_000]);
  const leaking = await trace('flood', 'index.js', '50000');
  t.equal(leaking.code, 1);
  t.match(leaking.stdout, /✘ 50000 references not released\./);
  // Room is kept for what ends the run.
  const violating = await trace('flood', 'violate.js', '40000');
  t.equal(violating.code, 1);
  t.match(
    inOneLine(violating.stdout),
    /The trace buffer was full: .*✘ napi_get_undefined was called at addon\.c:\d+ \(in Execute\)/,
  );
});

t.test('leaks of each kind, with their place', async (t) => {
  for (const [kind, what, line] of [
    ['work', 'async work items', 10],
    ['reference', 'references', 15],
    ['function', 'threadsafe functions', 20],
  ]) {
    const { code, stdout } = await trace('leaks', 'index.js', String(kind), '2');
    t.equal(code, 1);
    t.match(
      inOneLine(stdout),
      new RegExp(`✘ 2 ${what} not released, the first one acquired at addon\\.cc:${line}\\.`),
    );
  }
  t.match((await trace('leaks', 'index.js', 'work', '1')).stdout, /✘ 1 async work item not released/);
});

t.test('what is kept for life is no leak', async (t) => {
  isClean(t, await trace('leaks', 'index.js', 'keep', '3'));
});

t.test('V8 without Node-API: it says what it can see', async (t) => {
  const { code, stdout } = await trace('raw-v8');
  t.equal(code, 0);
  t.match(stdout, /^raw\n/);
  t.match(inOneLine(stdout), /The probe saw no Node-API call/);
  t.match(stdout, /worker 1 +▒+ [\d.]+ ms/);
  t.notMatch(stdout, /worker 2/, 'the callback of work is on the JS thread');
  t.notMatch(stdout, CLEAN);
});

t.test('several targets, sub-folders, dependencies of its own, a space in its path', async (t) => {
  const folder = path.join(learner.folder, 'my add-ons', 'with several targets');
  cpSync(fixture('several-targets'), folder, { recursive: true });
  const dependency = path.join(folder, 'node_modules', 'own-dependency');
  mkdirSync(dependency, { recursive: true });
  writeFileSync(path.join(dependency, 'index.js'), `exports.name = 'own'; exports.number = 42;\n`);
  t.match(await learner.run('trace', folder), { code: 0, stderr: '' });
  const finished = await learner.run('trace', folder, '--', 'bin/script.js', 'one two', '$HOME');
  t.equal(finished.code, 0, finished.stderr);
  t.match(finished.stdout, 'No native work was seen', 'its functions only return numbers');
  t.match(finished.stdout, /^one two\|\$HOME work\n42 second own\n/);
  t.notOk(existsSync(path.join(folder, 'build')));
});

t.test('wrong usage: exit code 2', async (t) => {
  const missing = await trace('work-requests', 'no-such.js');
  t.match(missing, { code: 2, stderr: /There is no program no-such\.js in/ });
  for (const folder of ['/', 'build'])
    t.match(await trace('work-requests', folder), { code: 2, stderr: /There is no program/ }, folder);
  const noMain = path.join(learner.folder, 'no-main');
  cpSync(fixture('raw-v8'), noMain, { recursive: true });
  writeFileSync(path.join(noMain, 'package.json'), '{ "main": "missing.js" }');
  cpSync(path.join(noMain, 'index.js'), path.join(noMain, 'other.js'));
  writeFileSync(path.join(noMain, 'index.js'), '');
  t.equal((await learner.run('trace', noMain, '--', 'other.js')).code, 0);
  t.match(await learner.run('trace', path.join(learner.folder, 'nowhere')), { code: 2, stderr: /nowhere/ });
  t.match(await learner.run('trace'), { code: 2 });
});

t.test('a package without a main module', async (t) => {
  const folder = path.join(learner.folder, 'library');
  cpSync(fixture('raw-v8'), folder, {
    recursive: true,
    filter: (file) => path.basename(file) !== 'index.js',
  });
  t.match(await learner.run('trace', folder), {
    code: 2,
    stderr: /has no demo\.js and no main module to run/,
  });
});

t.test('what does not build: exit code 1, with the place', async (t) => {
  const folder = path.join(learner.folder, 'broken');
  cpSync(fixture('flood'), folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'addon.c'),
    '#include <node_api.h>\nint broken(void) { return missing; }\n',
  );
  const { code, stdout } = await learner.run('trace', folder);
  t.equal(code, 1);
  t.match(stdout, /addon\.c:2/);
  const noGyp = path.join(learner.folder, 'no-gyp');
  mkdirSync(noGyp);
  t.match(await learner.run('trace', noGyp), { code: 1, stdout: /binding\.gyp/ });
});

t.test('--trace FILE: for Perfetto', async (t) => {
  const file = path.join(learner.folder, 'out.json');
  const finished = await learner.run('trace', '--trace', file, fixture('work-requests'));
  isClean(t, finished);
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
  t.ok(traceEvents.some(({ name, ph }: { name: string; ph: string }) => name === 'execute' && ph === 'X'));
  for (const nowhere of [path.join(learner.folder, 'no', 'such', 'out.json'), learner.folder, ''])
    for (const [command, ...more] of [['trace'], ['verify', '--exercise', 'call_me_back']]) {
      const args = [`--trace=${nowhere}`, ...more, fixture('work-requests')];
      const { code, stdout, stderr } = await learner.run(command!, ...args);
      t.equal(code, 2, `${command} ${args[0]}`);
      t.equal(stdout, '', 'nothing is run in vain');
      t.match(stderr, /^Cannot write to/);
    }
});

t.test('without the probe it says that there is nothing to trace', async (t) => {
  const other = new Learner(t, { NO_COLOR: '1', LEARNYOUNATIVE_PROBE: 'off' });
  const { code, stdout, stderr } = await other.run('trace', fixture('work-requests'));
  t.equal(code, 3, 'it found nothing wrong because it could not look');
  t.equal(stdout, 'worked \n');
  t.match(stderr, /switched off by LEARNYOUNATIVE_PROBE/);
});

t.test('the trace files are removed, also after an interruption', async (t) => {
  const script = path.join(learner.folder, 'waiting');
  cpSync(fixture('work-requests'), script, { recursive: true });
  writeFileSync(
    path.join(script, 'wait.js'),
    `require('.').work(1, () => console.log('pid ' + process.pid + ' waits'));\nsetInterval(() => {}, 1000);\n`,
  );
  const child = spawn(process.execPath, [bin, 'trace', script, '--', 'wait.js'], {
    cwd: learner.folder,
    env: learner.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  await until(() => stdout.includes('waits'), 'the script waits', 60_000);
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGINT');
  t.equal(await ended, 130);
  const pid = Number(/pid (\d+)/.exec(stdout)![1]);
  t.throws(() => process.kill(pid, 0), { code: 'ESRCH' }, 'the program is gone');
  const left = namesIn(learner.env.LEARNYOUNATIVE_CACHE_DIR!);
  t.same(
    left.filter((name) => /(?:^|[\\/])(?:trace-|held-by|draft-)/.test(name)),
    [],
  );
});

t.test('run --trace: the program’s output and exit code, then the picture', async (t) => {
  const folder = path.join(learner.folder, 'myaddon');
  composeSubmission(findSubmission('off_the_js_thread/right/napi-async-work'), folder);
  writeFileSync(
    path.join(folder, 'demo.js'),
    `require('.').delay(Number(process.argv[2]), () => { console.log('called back'); process.exitCode = 5; });\n`,
  );
  const { code, stdout } = await learner.run('run', '--trace', folder, '60');
  t.equal(code, 5);
  t.match(stdout, /^called back\n\nWhat happened on which thread\n/);
  t.match(stdout, /worker 1 +▒+ \d+ ms ▒+/);
});

t.test('verify --trace FILE and --html FILE: the main run, passed or failed', async (t) => {
  for (const [name, code, span] of [
    ['right/napi-async-work', 0, 'execute'],
    ['wrong/silent-undefined-in-execute', 1, 'violation'],
  ] as const) {
    const file = path.join(learner.folder, `verify-${code}.json`);
    const page = path.join(learner.folder, `verify-${code}.html`);
    const args = ['--exercise', 'off_the_js_thread', '--trace', file, '--html', page];
    const folder = path.join(learner.folder, name);
    composeSubmission(findSubmission(`off_the_js_thread/${name}`), folder);
    const finished = await learner.run('verify', folder, ...args);
    t.equal(finished.code, code, finished.stdout);
    const { traceEvents } = JSON.parse(readFileSync(file, 'utf8'));
    t.ok(traceEvents.some((event: { name: string }) => event.name === span));
    const html = readFileSync(page, 'utf8');
    t.match(html, code === 0 ? /Every check passed\./ : /no-v8-off-thread/);
    t.match(html, /^<!doctype html>[\s\S]*OFF THE JS THREAD/i);
  }
});
