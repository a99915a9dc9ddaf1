/** `verify` in a pseudo-terminal. The cache is shared, so that the two submissions are built only once. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Test } from 'tap';
import t from 'tap';
import { composeSubmission, findSubmission } from '../../scripts/submissions/compose.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { namesIn } from '../exercises/listing.js';
import { noneLeftIn } from '../process/leftover-processes.js';
import { until } from '../process/waiting.js';
import { Learner } from '../support/learner.js';
import { Key, Screen, type ScreenOptions } from './screen.js';

const home = new Learner(t);
const cache = home.env.LEARNYOUNATIVE_CACHE_DIR!;
const course = path.join(packageRoot, 'exercises', 'off_the_js_thread');
cpSync(path.join(course, 'solution'), path.join(home.folder, 'mine'), { recursive: true });
for (const [name, mistake] of [
  ['sleepy', 'sleeps-on-js-thread'],
  ['endless', 'endless-work'],
] as const)
  composeSubmission(findSubmission(`off_the_js_thread/wrong/${mistake}`), path.join(home.folder, name));
const TIMEOUT_MS = 60_000;

function verify(
  t: Test,
  folder: string,
  { env = {}, ...options }: Partial<ScreenOptions> & { env?: Record<string, string> } = {},
) {
  const learner = { ...home, env: { ...home.env, ...env } } as Learner;
  return Screen.open(t, { learner, args: ['verify', folder, '--exercise', 'off_the_js_thread'], ...options });
}

/** Checks that the program has restored the terminal, and left no process and no lock. */
async function cleanedUp(t: Test, screen: Screen): Promise<void> {
  t.notOk(screen.cursorHidden, 'the cursor is visible');
  await noneLeftIn(cache);
  t.same(
    namesIn(cache).filter((name) => /held-by|once-|trace-/.test(name)),
    [],
    'nothing is held any more',
  );
  t.notMatch(screen.text, /[⠁-⣿]|Compiling|Running your add-on/, 'no spinner is left');
}

for (const [columns, rows] of [
  [80, 24],
  [40, 12],
] as const) {
  t.test(`a pass at ${columns}x${rows}`, async (t) => {
    const screen = verify(t, 'mine', { columns, rows });
    await screen.until(/\d\.\d s$/m, TIMEOUT_MS);
    t.ok(screen.cursorHidden, 'a spinner turns');
    t.equal(await screen.exit(TIMEOUT_MS), 0, screen.text);
    t.match(screen.text, /PASS {2}OFF THE JS THREAD/);
    t.match(screen.history.join('\n'), /✔ 6 basic checks passed: /);
    t.ok(screen.coloured);
    for (const line of screen.history) t.ok(line.length <= columns, line);
    await cleanedUp(t, screen);
  });

  t.test(`a failure at ${columns}x${rows}`, async (t) => {
    const screen = verify(t, 'sleepy', { columns, rows });
    t.equal(await screen.exit(TIMEOUT_MS), 1, screen.text);
    const lines = screen.history;
    const text = lines.join('\n');
    t.match(text, /✘ delay returns at once/);
    for (const label of ['observed', 'expected', 'why', 'read again'])
      t.match(text, new RegExp(`^ {4}${label} `, 'm'));
    t.match(text, / FAIL {2}OFF THE JS THREAD/);
    for (const line of lines) t.ok(line.length <= columns, line);
    await cleanedUp(t, screen);
  });
}

t.test('NO_COLOR', async (t) => {
  const screen = verify(t, 'mine', { env: { NO_COLOR: '1' } });
  t.equal(await screen.exit(TIMEOUT_MS), 0);
  t.notOk(screen.coloured);
  t.match(screen.text, /PASS/);
  await cleanedUp(t, screen);
});

t.test('LANG=C', async (t) => {
  const screen = verify(t, 'sleepy', { env: { LANG: 'C' } });
  t.equal(await screen.exit(TIMEOUT_MS), 1);
  const text = screen.history.join('\n');
  t.same(text.match(/[^\n -~]/g), null, 'ASCII alone');
  t.match(text, /^ {2}\+ 6 basic checks passed: /m);
  t.match(text, /^ {2}x delay returns/m);
  await cleanedUp(t, screen);
});

t.test('Ctrl-C during the build', async (t) => {
  const marker = path.join(path.dirname(home.folder), 'configuring');
  cpSync(path.join(home.folder, 'mine'), path.join(home.folder, 'slow'), { recursive: true });
  writeFileSync(
    path.join(home.folder, 'slow', 'binding.gyp'),
    `{ 'targets': [{ 'target_name': 'myaddon', 'defines': ['<!(touch ${marker}; sleep 60)'] }] }`,
  );
  const screen = verify(t, 'slow');
  await until(() => existsSync(marker), 'gyp is at work', TIMEOUT_MS);
  await screen.until('Configuring');
  await screen.type(Key.ctrlC);
  t.equal(await screen.exit(), 130);
  t.match(screen.text, /Interrupted\. Nothing was left behind\./);
  await cleanedUp(t, screen);
  rmSync(marker);
});

t.test('Ctrl-C during the run', async (t) => {
  const screen = verify(t, 'endless');
  await screen.until('Running your add-on', TIMEOUT_MS);
  await screen.type(Key.ctrlC, Key.ctrlC);
  t.equal(await screen.exit(), 130);
  t.match(screen.text, /Interrupted\./);
  await cleanedUp(t, screen);
});

// There is no job control on Windows.
if (process.platform !== 'win32') {
  t.test('Ctrl-Z and fg: the cursor is visible in between', async (t) => {
    const screen = verify(t, 'endless');
    await screen.until('Running your add-on', TIMEOUT_MS);
    process.kill(screen.pid, 'SIGTSTP');
    await until(() => !screen.cursorHidden, 'the cursor is visible');
    process.kill(screen.pid, 'SIGCONT');
    await until(() => screen.cursorHidden, 'the spinner turns again');
    await screen.type(Key.ctrlC);
    t.equal(await screen.exit(), 130);
    await cleanedUp(t, screen);
  });
}

t.test('run: Ctrl-C ends the program and restores the terminal', async (t) => {
  writeFileSync(
    path.join(home.folder, 'mine', 'demo.js'),
    'console.log("ready for it"); setTimeout(() => {}, 60_000);',
  );
  const screen = verify(t, '', { args: ['run', 'mine'] });
  await screen.until('ready for it', TIMEOUT_MS);
  await screen.type(Key.ctrlC);
  t.equal(await screen.exit(), 130);
  await cleanedUp(t, screen);
});

t.test('run --trace: Ctrl-C ends the program, then the timeline is drawn', async (t) => {
  writeFileSync(
    path.join(home.folder, 'mine', 'demo.js'),
    `process.on('SIGINT', () => { console.log('tidied up'); process.exit(7); });
     require('./index.js').delay(200, () => console.log('ready for it'));
     setTimeout(() => {}, 60_000);`,
  );
  const screen = verify(t, '', { args: ['run', '--trace', 'mine'] });
  await screen.until('ready for it', TIMEOUT_MS);
  await screen.type(Key.ctrlC);
  t.equal(await screen.exit(), 7);
  t.match(screen.text, /tidied up[\s\S]*JS thread[\s\S]*worker/);
  await cleanedUp(t, screen);
});

t.test('output in a pipe, input from a terminal', async (t) => {
  const child = spawn(
    'sh',
    ['-c', `"$0" "$@" | cat`, process.execPath, path.join(packageRoot, 'bin', 'learnyounative.js'), 'list'],
    {
      env: home.env,
      cwd: home.folder,
    },
  );
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) said += text;
  t.match(said, /OFF THE JS THREAD/);
  t.notMatch(said, '\u001b');
});
