import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { exercises } from '../../src/course/exercises.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { until } from '../process/waiting.js';
import { Learner } from '../support/learner.js';
import { Key, Screen, type ScreenOptions } from './screen.js';

const FIRST = exercises[0]!.title;
const LONG_MENU = path.join(packageRoot, 'test', 'fixtures', 'long-menu.mjs');

async function openMenu(t: Test, options: Partial<ScreenOptions> = {}): Promise<Screen> {
  const screen = Screen.open(t, { learner: new Learner(t), ...options });
  await screen.until(/LEARN YOU NATIVE[\s\S]*[●>] /);
  return screen;
}

/** `ps` prints the state T for a stopped process. */
function isStopped(pid: number): boolean {
  return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('T');
}

/** Checks that the menu has ended and restored the terminal, with a visible cursor. */
async function hasEnded(t: Test, screen: Screen, exitCode: number): Promise<void> {
  t.equal(await screen.exit(), exitCode);
  t.notOk(screen.cursorHidden);
}

for (const [columns, rows] of [
  [80, 24],
  [40, 12],
] as const) {
  t.test(`the menu by keyboard at ${columns}x${rows}`, async (t) => {
    const learner = new Learner(t);
    const screen = await openMenu(t, { learner, columns, rows });
    t.match(screen.text, `0 of ${exercises.length} done`);
    t.match(screen.text, new RegExp(`● +1 {2}${FIRST}\\n`), 'the first exercise is preselected');
    t.match(screen.text, /\n│ {2}First steps\n/, 'the heading of a group is no entry');
    t.ok(screen.cursorHidden);

    // After the last exercise; up from the first entry wraps around to the last.
    await screen.type(Key.up, Key.up);
    await screen.until(/● +HELP\n.*○ +EXIT/);
    await screen.type(Key.down, Key.down);
    await screen.until(new RegExp(`● +1 {2}${FIRST}`));
    await screen.type(Key.enter);
    t.equal(await screen.exit(), 0);
    t.notOk(screen.cursorHidden);
    const all = screen.history.join('\n');
    t.match(all, `Exercise 1 of ${exercises.length}`);
    t.match(all, 'What verify checks');
    t.match(screen.text, 'is selected.', 'the end of the text is visible');
    t.equal((await learner.run('current')).stdout, `${FIRST}\n`);
  });
}

// There is no job control on Windows.
if (process.platform !== 'win32') {
  t.test('Ctrl-Z returns the terminal to the shell; fg shows the menu again', async (t) => {
    const screen = await openMenu(t);
    t.ok(screen.cursorHidden);
    await screen.type(Key.ctrlZ);
    await until(() => isStopped(screen.pid), 'the process has stopped');
    t.notOk(screen.cursorHidden);
    process.kill(screen.pid, 'SIGCONT');
    await until(() => screen.cursorHidden, 'the menu is back');
    await screen.type(Key.down);
    await screen.until(/● +2 {2}/);
    await screen.type('q');
    await hasEnded(t, screen, 0);
  });
}

for (const [name, key, exitCode] of [
  ['q', 'q', 0],
  ['Esc', Key.escape, 0],
  ['Ctrl-D', Key.ctrlD, 0],
  ['Ctrl-C', Key.ctrlC, 130],
] as const) {
  t.test(`${name} leaves the menu with ${exitCode}`, async (t) => {
    const screen = await openMenu(t);
    await screen.type(key);
    await hasEnded(t, screen, exitCode);
  });
}

t.test('a signal ends the menu like Ctrl-C', async (t) => {
  const screen = await openMenu(t);
  process.kill(screen.pid, 'SIGINT');
  await hasEnded(t, screen, 130);
});

t.test('HELP and EXIT', async (t) => {
  const help = await openMenu(t);
  await help.type(Key.up, Key.up, Key.enter);
  t.equal(await help.exit(), 0);
  t.match(help.history.join('\n'), /Commands\n {2}list/);
  const exit = await openMenu(t);
  await exit.type(Key.up, Key.enter);
  await hasEnded(t, exit, 0);
});

for (const [columns, rows] of [
  [80, 24],
  [40, 12],
] as const) {
  t.test(`a long menu scrolls at ${columns}x${rows}`, async (t) => {
    const screen = await openMenu(t, { script: LONG_MENU, columns, rows });
    await screen.until(/● 16 {2}EXERCISE 16/);
    t.match(screen.text, '15 of 30 done');
    t.match(screen.text, /15 {2}EXERCISE 15 ✔/);
    const height = screen.lines.filter((line) => line !== '').length;
    t.ok(height <= rows, 'it fits on the screen');

    const seen = new Set<string>();
    const chosen = () => /● +(.*)/.exec(screen.text)?.[1]?.trim() ?? '';
    for (let step = 0; step < 33; step++) {
      const before = chosen();
      await screen.type(Key.down);
      // A busy machine may need some time.
      await screen.until({ test: () => ![before, ''].includes(chosen()), toString: () => 'another entry' });
      seen.add(chosen());
      t.match(screen.text, 'LEARN YOU NATIVE', 'title and progress stay visible');
    }
    t.equal(seen.size, 32, 'the selected entry is always visible');

    await screen.until(/● 17 {2}EXERCISE 17/);
    await screen.type(Key.enter);
    t.equal(await screen.exit(), 0);
    t.match(screen.text, 'select was run with "EXERCISE 17"');
  });
}

t.test('the menu adapts when the window is resized', async (t) => {
  const screen = await openMenu(t, { script: LONG_MENU });
  await screen.until('● 16');
  screen.resize(40, 12);
  await screen.type(Key.down);
  await screen.until('● 17');
  await screen.type('q');
  t.equal(await screen.exit(), 0);
});

t.test('no colour with NO_COLOR, no symbols in an ASCII locale', async (t) => {
  const learner = new Learner(t, { NO_COLOR: '1', LANG: 'C' });
  const screen = await openMenu(t, { learner });
  t.match(screen.text, /^\p{ASCII}+$/u);
  t.match(screen.text, new RegExp(`> +1 {2}${FIRST}`));
  t.notOk(screen.coloured);
  await screen.type('q');
  t.equal(await screen.exit(), 0);
  t.notOk(screen.coloured);
});

t.test('a dumb terminal gets the list', async (t) => {
  const learner = new Learner(t);
  const screen = Screen.open(t, { learner, term: 'dumb' });
  t.equal(await screen.exit(), 0);
  t.match(screen.text, 'learnyounative select 1');
});

t.test('reset asks for a confirmation, and only yes confirms', async (t) => {
  const learner = new Learner(t);
  await learner.run('select', '1');
  for (const [key, exitCode] of [
    [Key.enter, 0],
    [Key.escape, 0],
    ['n', 0],
    [Key.ctrlC, 130],
  ] as const) {
    const screen = Screen.open(t, { learner, args: ['reset'] });
    await screen.until('● No');
    await screen.type(key);
    t.equal(await screen.exit(), exitCode);
    t.notOk(screen.cursorHidden);
    t.equal((await learner.run('current')).code, 0);
  }
  const screen = Screen.open(t, { learner, args: ['reset'] });
  await screen.until('● No');
  await sleep(100);
  await screen.type('y');
  t.equal(await screen.exit(), 0);
  t.match(screen.text, 'all exercises are marked as not done');
  t.equal((await learner.run('current')).code, 2);
});
