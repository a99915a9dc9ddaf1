/** `verify` and `run` from the command line to the exit code, with their output going into pipes. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { composeSubmission, findSubmission } from '../../../scripts/submissions/compose.js';
import { packageRoot } from '../../../src/environment/package-root.js';
import type { CheckResult } from '../../../src/report/check.js';
import { noneLeftIn } from '../../process/leftover-processes.js';
import { until } from '../../process/waiting.js';
import { bin, Learner } from '../../support/learner.js';
import { listing, namesIn } from '../listing.js';

const learner = new Learner(t);
const cache = learner.env.LEARNYOUNATIVE_CACHE_DIR!;
const course = path.join(packageRoot, 'exercises', 'off_the_js_thread');
const inWork = (name: string) => path.join(learner.folder, name);

/** A copy of the solution in the learner's folder. */
function takeSolution(name: string): void {
  cpSync(path.join(course, 'solution'), inWork(name), { recursive: true });
}

/** The whole package of a wrong submission in the learner's folder. */
function takeWrong(name: string, mistake: string): void {
  composeSubmission(findSubmission(`off_the_js_thread/wrong/${mistake}`), inWork(name));
}

function verify(folder: string, ...options: string[]) {
  return learner.run('verify', folder, '--exercise', 'off_the_js_thread', ...options);
}

function checkOf(stdout: string, id: string): CheckResult | undefined {
  return (JSON.parse(stdout).checks as CheckResult[]).find((check) => check.id === id);
}

function firstFailure(stdout: string): CheckResult | undefined {
  return (JSON.parse(stdout).checks as CheckResult[]).find(({ status }) => status === 'fail');
}

/** No process, no lock and no workspace for once is left; a lock may only be there if `locked`. */
async function nothingLeft(): Promise<void> {
  await noneLeftIn(cache);
  const suspicious = namesIn(cache).filter((name) =>
    /(^|[\\/])(held-by|once-[^\\/]*|trace-[0-9a-f]+|draft-[^\\/]*)$/.test(name),
  );
  t.same(suspicious, [], 'neither locks nor workspaces nor traces are left');
}

takeSolution('mine');
mkdirSync(inWork('mine/build/Release'), { recursive: true });
writeFileSync(inWork('mine/build/Release/myaddon.node'), 'no add-on at all');

t.test('a pass, as JSON', async (t) => {
  const before = listing(learner.folder);
  const { code, stdout, stderr } = await verify('mine', '--json');
  const document = JSON.parse(stdout);
  t.match(document, { exercise: 'off_the_js_thread', pass: true, completed: true }, stdout);
  t.equal(code, 0);
  t.equal(stderr, '');
  t.same(
    document.checks.filter(({ status }: CheckResult) => status !== 'pass'),
    [],
  );
  t.ok(document.durationMs > 1_000);
  t.match(document.output, { stdout: '', stderr: '' });
  t.same(listing(learner.folder), before, 'neither their folder nor where they stand was written to');
  t.same(JSON.parse(readFileSync(path.join(learner.configFolder, 'progress.json'), 'utf8')).completed, [
    'off_the_js_thread',
  ]);
  await nothingLeft();
});

t.test('a pass, in a pipe: neither spinner nor colour', async (t) => {
  const { code, stdout, stderr } = await verify('mine/');
  t.equal(code, 0, stdout);
  t.equal(stderr, '');
  t.match(stdout, /✔ 6 basic checks passed: package\.json, binding\.gyp, build, loading, exports\n/);
  t.match(stdout, /^ {3}PASS {2}OFF THE JS THREAD passed in \d+\.\d s\.$/m);
  t.notMatch(stdout, '\u001b');
  t.notMatch(stdout, '\r');
  t.notMatch(stdout, /Compiling|Copying|[⠁-⣿]/);
});

t.test('a failure, as JSON', async (t) => {
  takeWrong('sleepy', 'sleeps-on-js-thread');
  const before = listing(learner.folder);
  const { code, stdout, stderr } = await verify('sleepy', '--json');
  t.equal(code, 1);
  t.equal(stderr, '');
  t.match(JSON.parse(stdout), { pass: false });
  t.match(firstFailure(stdout), { id: 'returns-at-once', observed: /\d ms/, hint: /\w/, expected: /\w/ });
  t.match(checkOf(stdout, 'exits-cleanly'), { status: 'skip' });
  t.same(listing(learner.folder), before);
  await nothingLeft();
});

t.test('two at once', async (t) => {
  const both = await Promise.all([verify('mine', '--json'), verify('mine', '--json')]);
  for (const { code, stdout } of both) t.equal(code, 0, JSON.stringify(firstFailure(stdout)));
  await nothingLeft();
});

t.test('a cache folder behind a link', async (t) => {
  const link = path.join(path.dirname(cache), 'linked-cache');
  symlinkSync(cache, link);
  const other = new Learner(t, { LEARNYOUNATIVE_CACHE_DIR: link });
  const { code, stdout } = await other.run(
    'verify',
    inWork('mine'),
    '--exercise',
    'off_the_js_thread',
    '--json',
  );
  t.equal(code, 0, JSON.stringify(firstFailure(stdout)));
});

t.test('JavaScript that exports or passes odd things', async (t) => {
  const index = inWork('mine/index.js');
  const good = readFileSync(index, 'utf8');
  const around = (call: string) =>
    `const { delay } = require('bindings')('myaddon');\nexports.delay = (ms, callback) => delay(ms, () => ${call});\n`;
  for (const [text, id, observed] of [
    ['module.exports = null;', 'exports', /null/],
    [around('callback(Object.create(null))'), 'no-arguments', /an argument: \[object\s+Object\]/],
    [around('{ for (let i = 0; i < 5_000; i++) callback() }'), 'calls-back-once', /1000 times/],
    ['exports.delay = () => { throw new Error("\\u001b[2J PASS") };', 'returns-at-once', /PASS/],
  ] as const) {
    writeFileSync(index, text);
    const { code, stdout, stderr } = await verify('mine', '--json');
    t.match(firstFailure(stdout), { id, observed }, text);
    t.equal(code, 1);
    t.equal(stderr, '');
  }
  writeFileSync(index, good);
});

t.test('does not build', async (t) => {
  const source = inWork('mine/myaddon.cc');
  const good = readFileSync(source, 'utf8');
  writeFileSync(source, `${good}\nint certificate() { return undeclared; }\n`);
  const line = good.split('\n').length + 1;
  const { code, stdout } = await verify('mine', '--json');
  t.equal(code, 1);
  t.match(firstFailure(stdout), { id: 'builds', where: `myaddon.cc:${line}`, observed: /undeclared/ });
  const people = await verify('mine');
  t.match(people.stdout, new RegExp(`${line} \\| int certificate`));
  t.notMatch(people.stdout, /gyp ERR!|make:/, 'not all that was said');
  t.notMatch(people.stdout, cache);
  t.match((await verify('mine', '--verbose')).stdout, /gyp ERR! build error/, 'but for who asks');

  writeFileSync(source, '#include <napi.h>\n#include "missing.h"\n');
  t.match(firstFailure((await verify('mine', '--json')).stdout), { id: 'builds', where: 'myaddon.cc:2' });
  writeFileSync(source, good);

  const gyp = inWork('mine/binding.gyp');
  const goodGyp = readFileSync(gyp);
  rmSync(gyp);
  mkdirSync(gyp);
  const folder = await verify('mine', '--json');
  t.match(firstFailure(folder.stdout), { id: 'binding-gyp', observed: /There is no binding\.gyp/ });
  t.equal(folder.code, 1);
  rmSync(gyp, { recursive: true });
  writeFileSync(gyp, goodGyp);
  await nothingLeft();
});

t.test('wrong usage', async (t) => {
  writeFileSync(inWork('file'), '');
  for (const folder of ['nowhere', 'file']) {
    const { code, stdout, stderr } = await verify(folder, '--json');
    t.equal(code, 2, folder);
    t.equal(stdout, '');
    t.match(stderr, new RegExp(`^[^\\n]*${folder}[^\\n]*\\n$`), 'one line that names it');
  }
  const other = new Learner(t);
  const { code, stderr } = await other.run('verify', '.');
  t.equal(code, 2);
  t.match(stderr, /No exercise is selected/);
});

t.test('a machine that is not ready', async (t) => {
  const programs = (process.env.PATH ?? '').split(path.delimiter);
  // What is called python3 may be a script that looks for it.
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
    encoding: 'utf8',
  }).trim();
  const compilers = ['g++', 'c++', 'clang++', 'gcc', 'cc', 'clang'];
  const tools = [
    'node',
    'sh',
    'make',
    'python3',
    'as',
    'ld',
    'ar',
    'touch',
    'mkdir',
    'rm',
    'ln',
    'cp',
    'dirname',
  ];
  const most = [...tools, 'uname', 'cat', 'sed', 'printf', 'echo', 'env', ...compilers];
  /** A folder for PATH with all that a build needs, but for these. */
  const pathWithout = (...missing: string[]) => {
    const folder = t.testdir({});
    for (const name of most.filter((name) => !missing.includes(name))) {
      const found =
        name === 'python3' ? python : programs.map((place) => path.join(place, name)).find(existsSync);
      if (found) symlinkSync(found, path.join(folder, name));
    }
    return folder;
  };
  for (const [missing, reason] of [
    [['make'], 'make was not found'],
    [compilers, 'the C++ compiler was not found'],
    [['python3'], 'Python 3 was not found'],
  ] as const) {
    const PATH = pathWithout(...missing);
    const env = { ...learner.env, PATH };
    const { code, stdout, stderr } = await finished(
      spawn(process.execPath, [bin, 'verify', 'mine', '--exercise', 'off_the_js_thread', '--json'], {
        cwd: learner.folder,
        env,
      }),
    );
    t.equal(code, 3, missing[0]);
    t.match(stderr, /^This machine is not ready to build add-ons: [^\n]*\n$/);
    const document = JSON.parse(stdout);
    t.match(document, { exercise: 'off_the_js_thread', pass: false, checks: [], timeline: [] });
    t.equal(`${document.error}\n`, stderr);
    t.match(stderr, reason);
  }
  await nothingLeft();
});

t.test('interrupted while it builds', async (t) => {
  takeSolution('slow');
  const gyp = inWork('slow/binding.gyp');
  const marker = path.join(path.dirname(learner.folder), 'configuring');
  writeFileSync(
    gyp,
    `{ 'targets': [{ 'target_name': 'myaddon', 'sources': [], 'defines': ['<!(trap "" TERM INT HUP; touch ${marker}; sleep 60)'] }] }`,
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    rmSync(marker, { force: true });
    const before = listing(learner.folder);
    const child = start('verify', 'slow', '--exercise', 'off_the_js_thread');
    const end = finished(child);
    await until(() => existsSync(marker), 'gyp is at work');
    child.kill(signal);
    t.match(await end, { code: 130, stderr: /^Interrupted\. [^\n]*\n$/ }, signal);
    t.same(listing(learner.folder), before);
    await nothingLeft();
  }
});

t.test('interrupted while the add-on runs', async (t) => {
  takeWrong('endless', 'endless-work');
  for (const options of [[], ['--json']]) {
    const child = start('verify', 'endless', '--exercise', 'off_the_js_thread', ...options);
    const end = finished(child);
    await until(() => namesIn(cache).some((name) => /trace-/.test(name)), 'it runs');
    child.kill('SIGINT');
    const { code, stdout } = await end;
    t.equal(code, 130);
    if (options.length > 0) t.equal(stdout, '', 'no half a document');
    await nothingLeft();
  }
});

t.test('a reader that has seen enough', async (t) => {
  // The package alone ends at once, while other runs of its add-on go on.
  writeFileSync(inWork('endless/index.js'), 'process.exit(0)');
  const child = start('verify', 'endless', '--exercise', 'off_the_js_thread', '--verbose');
  let said = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    // From then on, the add-on runs.
    if (said.includes('node-gyp builds the package')) child.stdout!.destroy();
  });
  await once(child, 'exit');
  t.match(said, /builds the package/);
  await noneLeftIn(cache);
  t.equal(child.signalCode, null);
  t.equal((await verify('endless', '--json')).code, 1);
  await nothingLeft();
});

t.test('run', async (t) => {
  const before = listing(learner.folder);
  const good = await learner.run('run', 'mine', 'delay', '200');
  t.match(good, { code: 0, stdout: /Waiting/ });
  t.match(good.stdout, /Done!/);
  writeFileSync(
    inWork('mine/demo.js'),
    'console.log(process.cwd(), process.argv.slice(2)); process.exitCode = 9;',
  );
  const other = await learner.run('run', 'mine', '--fast', 'a b', '$HOME');
  t.match(other, { code: 9, stdout: `${learner.folder} [ '--fast', 'a b', '$HOME' ]\n`, stderr: '' });

  writeFileSync(inWork('mine/demo.js'), 'console.log("ready"); setTimeout(() => {}, 60_000);');
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    const child = start('run', 'mine');
    const end = finished(child);
    await once(child.stdout!, 'data');
    child.kill(signal);
    t.match(await end, { code: 130 }, signal);
  }
  await nothingLeft();
  cpSync(path.join(course, 'solution', 'demo.js'), inWork('mine/demo.js'));
  t.same(Object.keys(listing(learner.folder)), Object.keys(before));
});

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [bin, ...args], {
    cwd: learner.folder,
    env: learner.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finished(
  child: ChildProcess,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  const [code] = await once(child, 'close');
  return { code, ...said };
}
