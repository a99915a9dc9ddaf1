import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { compiledModule } from '../../src/environment/package-root.js';
import { type ChildOptions, startChild } from '../../src/process/child.js';
import { ended as endOf, until } from './waiting.js';

/** Runs a script with Node.js in a folder. */
function startScript(folder: string, script: string, options: Partial<ChildOptions> = {}) {
  return startChild({
    command: process.execPath,
    args: ['-e', script],
    cwd: folder,
    env: process.env,
    ...options,
  });
}

/** Waits for the file, and returns the process id in it. */
async function pidIn(file: string): Promise<number> {
  await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'), `there is ${file}`);
  return Number(readFileSync(file, 'utf8'));
}

/** A script that starts another one, which writes its process id into `pid` and stays alive for a minute. */
function withGrandchild(grandchild = '', stdio = 'ignore'): string {
  const script = `${grandchild}; require('fs').writeFileSync('pid', process.pid + '\\n'); setTimeout(() => {}, 60_000);`;
  return `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(script)}], { stdio: '${stdio}' });`;
}

t.test('output, exit code and time', async (t) => {
  const seen: string[] = [];
  const { ended } = startScript(
    t.testdir(),
    'console.log("öffentlich"); console.error("two"); setTimeout(() => process.exit(7), 100);',
    { onOutput: (text, stream) => seen.push(`${stream}: ${text}`) },
  );
  const end = await ended;
  t.match(end, { code: 7, signal: null });
  t.equal(String(end.stdout), 'öffentlich\n');
  t.equal(String(end.stderr), 'two\n');
  t.ok(end.durationMs >= 100);
  t.same(seen.sort(), ['stderr: two\n', 'stdout: öffentlich\n']);
});

t.test('a multi-byte character that arrives in two chunks', async (t) => {
  const script = `process.stdout.write(Buffer.from([0xe2, 0x9c])); setTimeout(() => process.stdout.write(Buffer.from([0x94])), 100);`;
  t.equal(String((await startScript(t.testdir(), script).ended).stdout), '✔');
});

t.test('ends by a signal', async (t) => {
  const end = await startScript(
    t.testdir(),
    'process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 9999)',
  ).ended;
  t.match(end, { code: null, signal: 'SIGTERM' });
});

t.test('has no stdin to wait for', async (t) => {
  const end = await startScript(t.testdir(), 'process.stdin.on("end", () => console.log("over")).resume()')
    .ended;
  t.equal(String(end.stdout), 'over\n');
});

t.test('arguments are not interpreted by a shell', async (t) => {
  const words = ['$HOME', '`id`', "it's", '"quoted"', 'a b', '*', ';exit 1', '&&', 'Zoë', '', '\\'];
  const { ended } = startChild({
    command: process.execPath,
    args: ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...words],
    cwd: t.testdir(),
    env: process.env,
  });
  t.same(JSON.parse(String((await ended).stdout)), words);
});

t.test('additional pipes', async (t) => {
  const child = startScript(
    t.testdir(),
    'const fs = require("fs"); const b = Buffer.alloc(9); fs.writeSync(4, "got " + b.toString("utf8", 0, fs.readSync(3, b)));',
    { channels: 2 },
  );
  t.equal(child.channels.length, 2);
  let got = '';
  child.channels[1]?.setEncoding('utf8').on('data', (text: string) => {
    got += text;
  });
  child.channels[0]?.write('a word');
  t.equal((await child.ended).code, 0);
  t.equal(got, 'got a word');
});

t.test('cannot start', async (t) => {
  const folder = t.testdir({ plain: 'text' });
  const common = { args: [], env: process.env };
  await t.rejects(startChild({ ...common, command: path.join(folder, 'nowhere'), cwd: folder }).ended, {
    code: 'ENOENT',
  });
  await t.rejects(startChild({ ...common, command: path.join(folder, 'plain'), cwd: folder }).ended, {
    code: 'EACCES',
  });
  const controller = new AbortController();
  const { ended } = startChild({
    ...common,
    command: process.execPath,
    cwd: path.join(folder, 'nowhere'),
    signal: controller.signal,
  });
  await t.rejects(ended, { code: 'ENOENT' });
  controller.abort(); // Must not throw.
});

t.test('a flood of output is kept in bounded memory', async (t) => {
  const script = `
    const block = Buffer.alloc(1 << 20, 'x');
    let left = 100;
    const next = () => left-- > 0 ? process.stdout.write(block, next) : process.stdout.write('last');
    process.stdout.write('first', next);`;
  let passed = 0;
  const before = process.memoryUsage().rss;
  const end = await startScript(t.testdir(), script, {
    onOutput: (text) => {
      passed += text.length;
    },
  }).ended;
  const grown = process.memoryUsage().rss - before;
  t.equal(passed, 100 * (1 << 20) + 'firstlast'.length, 'all of it came through');
  const kept = String(end.stdout);
  t.ok(kept.startsWith('firstxxx') && kept.endsWith('xxxlast'));
  t.ok(kept.length < 66_000, `kept ${kept.length}`);
  t.ok(kept.includes(`[... ${passed - 64 * 1024} characters cut ...]`));
  t.ok(grown < 80 * (1 << 20), `grown by ${grown} bytes`);
});

t.test('the whole process tree ends', async (t) => {
  const ignoring = `process.on('SIGTERM', () => {}); process.on('SIGINT', () => {}); process.on('SIGHUP', () => {})`;
  await t.test('when end() is called', async (t) => {
    const folder = t.testdir();
    const child = startScript(folder, withGrandchild(ignoring));
    const pid = await pidIn(path.join(folder, 'pid'));
    child.end();
    t.match(await child.ended, { code: null, signal: 'SIGKILL' });
    await endOf(pid);
    child.end();
  });
  await t.test('when the child exits', async (t) => {
    const folder = t.testdir();
    const { ended } = startScript(
      folder,
      `${withGrandchild(ignoring)} setInterval(() => { if (require('fs').existsSync('pid')) process.exit(3) }, 5);`,
    );
    t.match(await ended, { code: 3 });
    await endOf(await pidIn(path.join(folder, 'pid')));
  });
});

t.test('a detached process that keeps the output open does not delay the end', async (t) => {
  const folder = t.testdir();
  const runaway = `setTimeout(() => {}, 60_000)`;
  const end = await startScript(
    folder,
    `const child = require('child_process').spawn(process.execPath, ['-e', '${runaway}'], { stdio: 'inherit', detached: true });
     console.log(child.pid); process.exit(0);`,
  ).ended;
  t.equal(end.code, 0);
  process.kill(Number(String(end.stdout)), 'SIGKILL');
});

t.test('an AbortSignal', async (t) => {
  await t.test('while it runs', async (t) => {
    const folder = t.testdir();
    const controller = new AbortController();
    const { ended } = startScript(folder, withGrandchild(), { signal: controller.signal });
    const pid = await pidIn(path.join(folder, 'pid'));
    controller.abort();
    t.match(await ended, { code: null, signal: 'SIGKILL' });
    await endOf(pid);
  });
  await t.test('before it started', async (t) => {
    const { ended } = startScript(t.testdir(), 'setTimeout(() => {}, 60_000)', {
      signal: AbortSignal.abort(),
    });
    t.match(await ended, { code: null, signal: 'SIGKILL' });
  });
  await t.test('after its end', async (t) => {
    const controller = new AbortController();
    const { ended } = startScript(t.testdir(), '', { signal: controller.signal });
    t.match(await ended, { code: 0 });
    controller.abort();
  });
});

t.test('no child outlives this process when it ends early', async (t) => {
  const folder = t.testdir();
  const script = `
    import { startChild } from ${JSON.stringify(pathToFileURL(compiledModule('src', 'process', 'child.js')).href)};
    import { existsSync } from 'node:fs';
    startChild({ command: process.execPath, args: ['-e', ${JSON.stringify(withGrandchild())}], cwd: '.', env: process.env });
    setInterval(() => { if (existsSync('pid')) throw new Error('unforeseen'); }, 5);`;
  await new Promise((resolve) => {
    execFile(process.execPath, ['--input-type=module', '-e', script], { cwd: folder }, resolve);
  });
  const pid = await pidIn(path.join(folder, 'pid'));
  await endOf(pid);
});
