/** Both sides of the harness with real child processes, including submissions that try to cheat. */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { type RunOptions, runScenario } from '../../src/harness/parent/run.js';
import {
  endingOf,
  eventsOf,
  isDone,
  observation,
  type RunRecord,
} from '../../src/harness/parent/run-record.js';
import { ended } from '../process/waiting.js';

const scenarioModule = path.join(packageRoot, 'test', 'fixtures', 'harness', 'scenarios.mjs');

const root = path.join(t.testdir({}), `Zoë's "odd" $& folder`);
let packages = 0;

/** Creates a package with these files, in a folder whose name needs quoting. */
function makePackage(files: Record<string, string>): string {
  const folder = path.join(root, `package ${++packages}`);
  mkdirSync(path.join(folder, 'lib'), { recursive: true });
  for (const [name, text] of Object.entries({ 'package.json': '{}', ...files }))
    writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Runs a scenario on a package. */
function run(
  scenario: string,
  files: Record<string, string>,
  options: Partial<RunOptions> = {},
): Promise<RunRecord> {
  const packageFolder = options.packageFolder ?? makePackage(files);
  return runScenario({
    packageFolder,
    learnersFolder: packageFolder,
    addonFile: path.join(packageFolder, 'myaddon.node'),
    scenarioModule,
    scenario,
    params: null,
    ...options,
  });
}

/** Runs `body` as the package's code, in the scenario `package`. It can use `fs` and `context`. */
function act(body: string, options: Partial<RunOptions> = {}): Promise<RunRecord> {
  const text = `const fs = require('fs'); exports.act = async (context) => { ${body} };`;
  return run('package', { 'index.js': text }, options);
}

/** The path of a compiled add-on: that of node-pty, which other tests use. */
function someAddon(): string {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(
    require.resolve(`@lydell/node-pty-${process.platform}-${process.arch}/package.json`),
  );
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('.node'),
  );
  return path.join(folder, found!);
}

t.test('events arrive in order, on a clock of the run', async (t) => {
  const record = await run('events', {}, { params: { some: ['thing', 1] } });
  t.same(
    record.events.map(({ kind }) => kind),
    ['step', 'observation', 'call', 'return', 'callback', 'done', 'drained', 'exit'],
  );
  t.equal(observation(record, 'params'), '{"some":["thing",1]}');
  const times = record.events.map(({ t }) => t);
  t.same(
    times,
    [...times].sort((a, b) => a - b),
  );
  t.ok(times[0]! > 0, 'the run began before the child did');
  t.ok(eventsOf(record, 'callback')[0]!.t - eventsOf(record, 'return')[0]!.t >= 49);
  t.match(record, { scenario: 'events', code: 0, signal: null, stdout: '', stderr: '' });
  t.same(endingOf(record), { kind: 'drained', code: 0 });
});

t.test('whatever a package replaces, it sees no secret and changes no event', async (t) => {
  const record = await act(`
    const { apply, ownKeys, getPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Reflect;
    const { writeSync } = fs;
    const { exec } = RegExp.prototype;
    const { from } = Buffer;
    const secret = /[0-9a-f]{32} /;
    let busy = false;
    const look = (value) => {
      if (busy) return;
      busy = true;
      let text = value;
      if (ArrayBuffer.isView(value)) {
        try { text = Buffer.from(value.buffer).latin1Slice(); } catch {}
      }
      if (typeof text === 'string' && apply(exec, secret, [text])) writeSync(2, 'LEAKED\\n');
      busy = false;
    };
    const watched = (fn) => function (...args) {
      look(this);
      for (let index = 0; index < args.length; index++) look(args[index]);
      return new.target ? Reflect.construct(fn, args, new.target) : apply(fn, this, args);
    };
    const Typed = getPrototypeOf(Uint8Array.prototype);
    const places = [Typed, Uint8Array.prototype, Buffer.prototype, Buffer, String.prototype, Array.prototype,
      Number.prototype, BigInt.prototype, RegExp.prototype, Map.prototype, Set.prototype, Promise.prototype,
      Function.prototype, Object, Array, JSON, Math, fs, process, process.binding('fs'), process.hrtime];
    for (const place of places) {
      for (const name of ownKeys(place)) {
        if (name === 'constructor' || name === 'prototype' || name === Symbol.hasInstance) continue;
        const property = getOwnPropertyDescriptor(place, name);
        if (!property.configurable) continue;
        for (const part of ['value', 'get']) {
          if (typeof property[part] === 'function') property[part] = watched(property[part]);
        }
        try { defineProperty(place, name, property); } catch {}
      }
    }
    Object.prototype.toJSON = function () { return { kind: 'step', name: 'forged', t: 1, waited: 0 }; };
    context.step('replaced é');
    context.observe('after', 'everything');
    look(from('x'));
  `);
  t.notMatch(record.stderr, 'LEAKED');
  t.equal(observation(record, 'after'), 'everything');
  t.same(
    eventsOf(record, 'step').map(({ name }) => name),
    ['load-package', 'replaced é'],
  );
});

t.test('how a run ends', async (t) => {
  for (const [body, expected] of [
    ['', { ending: { kind: 'drained', code: 0 }, done: true }],
    ['process.exitCode = 3', { ending: { kind: 'drained', code: 3 }, done: true }],
    ['process.exit(0)', { ending: { kind: 'exited', code: 0 }, done: false }],
    ['setTimeout(() => process.exit(5), 20)', { ending: { kind: 'exited', code: 5 }, done: true }],
    ['throw new TypeError("mine")', { ending: { kind: 'threw', message: 'TypeError: mine' }, done: false }],
    [
      'setImmediate(() => { throw "late" })',
      { ending: { kind: 'threw', message: 'threw late' }, done: true },
    ],
    [
      'setImmediate(() => { throw Object.create(null) })',
      { ending: { kind: 'threw', message: 'threw [object Object]' } },
    ],
    ['await new Promise(() => {})', { ending: { kind: 'drained', code: 0 }, done: false }],
    ['process.abort()', { ending: { kind: 'crashed', signal: 'SIGABRT', afterExit: false } }],
    ['process.kill(process.pid, "SIGSEGV"); await 0; for (;;);', { ending: { signal: 'SIGSEGV' } }],
    ['process.reallyExit(4)', { ending: { kind: 'vanished', code: 4 }, done: false }],
    [
      'process.on("exit", () => process.abort())',
      { ending: { kind: 'crashed', afterExit: true }, done: true },
    ],
  ] as const) {
    const record = await act(body);
    t.match({ ending: endingOf(record), done: isDone(record) }, expected, body || 'nothing');
  }
});

t.test('time limits, and what is recorded of a hang', async (t) => {
  const child = `require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' }).pid`;
  const [stuck, patient] = await Promise.all([
    act(`context.step('ending'); console.log(${child}); for (;;);`),
    act('context.expect(1_500); setInterval(() => {}, 1_000)'),
  ]);
  t.match(endingOf(stuck), { kind: 'cut-off' });
  t.ok(stuck.cutOffAt! >= 10_000, 'it got its time');
  t.equal(stuck.signal, 'SIGKILL');
  t.equal(stuck.events.at(-1)?.kind, 'step');
  await ended(Number(stuck.stdout));
  t.match(endingOf(patient), { kind: 'cut-off' });
  t.ok(patient.cutOffAt! >= 11_500, 'it also got the time that it announced');
  t.ok(isDone(patient));
});

t.test('an interruption', async (t) => {
  const controller = new AbortController();
  const running = act('setInterval(() => {}, 1_000)', { signal: controller.signal });
  setTimeout(() => controller.abort(), 300);
  await t.rejects(running, { name: 'AbortError' });
});

t.test('what the learner writes is not treated as an event', async (t) => {
  const forged = JSON.stringify({ t: 1, kind: 'observation', name: 'forged', value: 1 });
  for (const [what, body] of Object.entries({
    'lines without the secret': `fs.writeSync(3, '\\n${forged}\\n0123456789abcdef0123456789abcdef ${forged}\\n');`,
    'half a line': `fs.writeSync(3, '${'0'.repeat(32)} {"kind":');`,
    'a flood without newlines': `const block = Buffer.alloc(1 << 20, 'x'); for (let i = 0; i < 20; i++) for (let n = 0; n < block.length;) try { n += fs.writeSync(3, block, n) } catch {}`,
    'bytes that are not UTF-8': 'fs.writeSync(3, Buffer.from([0, 255, 254, 10, 128]));',
    'the gate': `for (let i = 0; i < 5; i++) fs.writeSync(4, '${forged}\\n');`,
    'standard output': `console.log('${forged}'); process.stderr.write('${forged}\\n');`,
    // Everything that looks like a secret, wherever the learner's code could find it.
    'a guess': `const seen = JSON.stringify([process.env, process.argv, process.execArgv, fs.readdirSync('..')]);
      for (const word of seen.match(/[0-9a-f]{32}/g) ?? []) fs.writeSync(3, '\\n' + word + ' ${forged}\\n');`,
  })) {
    const record = await act(`${body} context.step('ending');`, {
      probe: { file: '/nowhere', compiled: Promise.resolve(true), functions: [] },
    });
    t.same(
      record.events.map(({ kind }) => kind),
      ['step', 'observation', 'observation', 'step', 'done', 'drained', 'exit'],
      `${what}: nothing is lost, nothing is added`,
    );
    t.same(endingOf(record), { kind: 'drained', code: 0 });
  }
});

t.test('texts of any length and kind', async (t) => {
  const record = await act(`context.observe('long', 'ü'.repeat(1_000_000));
     context.observe('lines', 'a\\nb\\u2028c\\ud800');
     throw new Error('x'.repeat(300_000));`);
  t.match(observation(record, 'long'), /^ü{2000}\.\.\.$/);
  t.equal(observation(record, 'lines'), 'a\nb\u2028c\ud800');
  t.match(endingOf(record), { kind: 'threw', message: /^Error: x{1993}\.\.\.$/ });
  t.equal(record.code, 1);
});

t.test('paths name the folder that the learner knows', async (t) => {
  const record = await act(`console.log(__filename); console.error(__dirname); throw new Error(__filename)`, {
    learnersFolder: '/home/$&/mine $1',
  });
  t.equal(record.stdout, '/home/$&/mine $1/index.js\n');
  t.match(record.stderr, '/home/$&/mine $1\n');
  t.match(endingOf(record), { message: 'Error: /home/$&/mine $1/index.js' });
  t.match(eventsOf(record, 'thrown')[0], { where: 'index.js:1' });
});

t.test('output is kept, and truncated', async (t) => {
  const record = await act(`process.stdout.write('first' + 'x'.repeat(5_000_000) + 'last')`);
  t.ok(record.stdout.startsWith('first') && record.stdout.endsWith('last') && record.stdout.length < 70_000);
});

t.test('what a package exports', async (t) => {
  const exports = async (files: Record<string, string>) => {
    const record = await run('package', files);
    t.same(endingOf(record), { kind: 'drained', code: 0 });
    return { type: observation(record, 'type'), names: observation(record, 'names') };
  };
  const one = { type: 'object', names: 'one' };
  const esm = '{"type": "module"}';
  t.same(await exports({ 'index.js': 'exports.one = 1' }), one);
  t.same(await exports({ 'package.json': esm, 'index.js': 'export const one = 1' }), one);
  t.same(await exports({ 'package.json': esm, 'index.js': 'export default { one: 1 }' }), one);
  t.same(
    await exports({
      'package.json': esm,
      'index.js': 'await 0; export default { one: 1 }',
    }),
    one,
  );
  t.same(
    await exports({
      'package.json': '{"main":"lib/a.mjs"}',
      'lib/a.mjs': 'export const one = 1',
    }),
    one,
  );
  t.same(await exports({ 'index.js': 'module.exports = undefined' }), { type: 'null', names: '' });
  t.same(await exports({ 'index.js': 'module.exports = null' }), { type: 'null', names: '' });
  t.same(await exports({ 'index.js': 'module.exports = () => {}' }), {
    type: 'function',
    names: '',
  });

  const packageFolder = makePackage({ 'package.json': '{"main":"myaddon.node"}' });
  copyFileSync(someAddon(), path.join(packageFolder, 'myaddon.node'));
  const whole = await run('package', {}, { packageFolder });
  t.match(observation(whole, 'names'), /fork/, 'a compiled add-on');
  const alone = await run('addon', {}, { packageFolder });
  t.equal(observation(alone, 'names'), observation(whole, 'names'), 'the same without JavaScript');
  const substituted = await run('substituted', {}, { packageFolder });
  t.equal(observation(substituted, 'who'), 'the reference', 'or the reference instead of it');
});

t.test('what fails to load', async (t) => {
  const failure = async (files: Record<string, string>) => {
    const record = await run('package', files);
    t.equal(observation(record, 'type'), undefined);
    return eventsOf(record, 'load-failed')[0];
  };
  const esm = '{"type": "module"}';
  t.match(await failure({ 'index.js': '\nthrow new RangeError("mine")' }), {
    message: 'RangeError: mine',
    where: 'index.js:2',
  });
  t.match(
    await failure({
      'index.js': 'require("./lib/a")',
      'lib/a.js': '\n\nnull.x',
    }),
    { message: /^TypeError: /, where: 'lib/a.js:3' },
  );
  t.match(
    await failure({
      'package.json': esm,
      'index.js': '\n\nthrow new Error("mine")',
    }),
    {
      message: 'Error: mine',
      where: 'index.js:3',
    },
  );
  t.match(await failure({ 'index.js': 'ok();\nconst = 1;' }), {
    message: /^SyntaxError: /,
    where: 'index.js:2',
  });
  t.match(await failure({ 'index.js': 'throw "a word"' }), { message: 'threw a word' });
  t.match(await failure({ 'index.js': 'throw Object.create(null)' }), {
    message: 'threw [object Object]',
  });
  t.match(await failure({ 'package.json': '{"main":"nowhere.js"}' }), {
    message: /Cannot find module/,
  });
  t.match(await failure({ 'index.js': 'require("./build/Release/myaddon.node")' }), {
    message: /^Error: Cannot find module '\.\/build\/Release\/myaddon\.node'/,
    where: 'index.js:1',
  });
});

t.test('a thread of the pool is held until the gate opens', async (t) => {
  const record = await run('gate', {}, { threadPoolSize: 1 });
  t.equal(observation(record, 'free-before'), 'false');
  t.ok(isDone(record));
  t.same(endingOf(record), { kind: 'drained', code: 0 });
  const impostor = await run(
    'package',
    {
      'index.js':
        'exports.act = async (context) => { const { freed, openGate } = context.holdPoolThread(); openGate(); await freed; }',
    },
    { threadPoolSize: 1 },
  );
  t.ok(isDone(impostor));
});

/** Runs `body` as the package's code in a worker thread, and returns what the worker reported. */
async function actInWorker(body: string): Promise<{ record: RunRecord; reports: unknown[] }> {
  const text = `const threads = require('worker_threads'); exports.act = async (context, input) => { ${body} };`;
  const record = await run('worker', { 'index.js': text });
  return { record, reports: JSON.parse(String(observation(record, 'reports'))) };
}

t.test('a worker loads the package, reports, receives, and ends by itself', async (t) => {
  const { record, reports } = await actInWorker(`
    context.post(input);
    context.post(threads.isMainThread);
    context.post('more');
    context.post(await context.next());`);
  t.same(reports, ['input', false, 'more', 'sent', { kind: 'ended' }]);
  t.equal(endingOf(record).kind, 'drained');
});

t.test('a worker that throws, and one that is terminated in an endless loop', async (t) => {
  const threw = await actInWorker(`throw new TypeError('not here');`);
  t.match(threw.reports, [
    { kind: 'failed', message: 'TypeError: not here', where: 'index.js:1' },
    { kind: 'ended' },
  ]);
  const uncaught = await actInWorker(
    `setImmediate(() => { throw new Error('late'); }); await context.next();`,
  );
  t.match(uncaught.reports, [{ kind: 'failed', message: 'Error: late' }, { kind: 'ended' }]);
  const looping = await actInWorker(`context.post('terminate'); for (;;);`);
  t.same(looping.reports, ['terminate', { kind: 'ended' }]);
});

t.test('what a worker posts last arrives before its end', async (t) => {
  const { reports } = await actInWorker(`for (let i = 0; i < 500; i++) context.post(i); process.exit();`);
  t.equal(reports.length, 501);
});

t.test('the learner code in a worker cannot report, record, or find the secret', async (t) => {
  const { record, reports } = await actInWorker(`
    threads.parentPort.postMessage({ kind: 'posted', value: 'forged' });
    const seen = JSON.stringify([threads.workerData, process.env, process.argv, process.execArgv]);
    require('fs').writeSync(3, '\\nsecret {"t":1,"kind":"observation","name":"forged","value":1}\\n');
    context.post(/[0-9a-f]{32}/.exec(seen)?.[0] ?? 'nothing');`);
  t.same(reports, ['nothing', { kind: 'ended' }]);
  t.equal(observation(record, 'forged'), undefined);
});
