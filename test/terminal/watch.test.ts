/** `watch` in a pseudo-terminal, while files are edited. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { composeSubmission, findSubmission } from '../../scripts/submissions/compose.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { noneLeftIn } from '../process/leftover-processes.js';
import { bin, Learner } from '../support/learner.js';
import { Key, Screen } from './screen.js';

const ID = 'off_the_js_thread';
const submissions = path.join(packageRoot, 'exercises', ID);
const learner = new Learner(t);
const TIMEOUT_MS = 60_000;

function open(t: Test, from: string, name: string): { screen: Screen; file: string; folder: string } {
  const folder = path.join(learner.folder, name);
  cpSync(path.join(submissions, from), folder, { recursive: true });
  const screen = Screen.open(t, { learner, args: ['watch', name, '--exercise', ID] });
  return { screen, folder, file: path.join(folder, 'myaddon.cc') };
}

t.test('a report after each save, and keys', async (t) => {
  const { screen, file, folder } = open(t, 'solution', 'saved');
  await screen.until(/PASS[\s\S]*1 of \d+ done[\s\S]*q quit/, TIMEOUT_MS);
  t.ok(screen.lines.every((line) => line.length <= 80));

  const right = readFileSync(file, 'utf8');
  writeFileSync(file, right.replace('worker->Queue();', 'worker->Queue()'));
  await screen.until(/✘ node-gyp builds the package[\s\S]*FAIL/, TIMEOUT_MS);
  t.notMatch(screen.text, 'PASS', 'the previous report is gone');

  // Some editors write a new file and rename it to the old one.
  writeFileSync(`${file}.new`, right);
  renameSync(`${file}.new`, file);
  await screen.until('PASS', TIMEOUT_MS);

  await screen.type('h');
  await screen.until('hint 1 of 3');
  await screen.type('h');
  await screen.until('hint 2 of 3');
  await screen.type('s');
  await screen.until(/The same code in both: .*myaddon\.cc/);
  await screen.type('p');
  await screen.until(/learnyounative help all commands/);

  rmSync(folder, { recursive: true });
  await screen.until(/no folder/, TIMEOUT_MS);
  mkdirSync(folder);
  cpSync(path.join(submissions, 'solution'), folder, { recursive: true });
  await screen.until('PASS', TIMEOUT_MS);

  await screen.type('q');
  t.equal(await screen.exit(), 0);
  t.equal(screen.cursorHidden, false);
  await noneLeftIn(learner.env.LEARNYOUNATIVE_CACHE_DIR!);
});

t.test('after fifty saves in a second, only the last is verified', async (t) => {
  const { screen, file } = open(t, 'solution', 'hasty');
  await screen.until(/PASS/, TIMEOUT_MS);
  const right = readFileSync(file, 'utf8');
  for (let i = 1; i <= 50; i++) {
    writeFileSync(file, i === 50 ? right.replace('worker->Queue();', '') : `${right}// ${i}\n`);
    await sleep(20);
  }
  await screen.until(/FAIL[\s\S]*q quit/, TIMEOUT_MS);
  await screen.type(Key.ctrlC);
  t.equal(await screen.exit(), 130);
  await noneLeftIn(learner.env.LEARNYOUNATIVE_CACHE_DIR!);
});

t.test('Ctrl-C during a build ends it at once', async (t) => {
  const { screen, file } = open(t, 'solution', 'fresh');
  await screen.until(/PASS/, TIMEOUT_MS);
  // The first build may come from the cache, this one cannot.
  writeFileSync(file, `${readFileSync(file, 'utf8')}// changed\n`);
  await screen.until(/Compiling/, TIMEOUT_MS);
  await screen.type(Key.ctrlC);
  t.equal(await screen.exit(), 130);
  t.equal(screen.cursorHidden, false);
  await noneLeftIn(learner.env.LEARNYOUNATIVE_CACHE_DIR!);
});

const SIGNALS = process.platform === 'win32' ? [] : (['SIGINT', 'SIGTERM', 'SIGHUP'] as const);
for (const signal of SIGNALS) {
  t.test(`${signal} ends it and restores the terminal`, async (t) => {
    const folder = path.join(learner.folder, signal);
    cpSync(path.join(submissions, 'solution'), folder, { recursive: true });
    const script = path.join(learner.folder, 'settings.mjs');
    // The settings of the terminal that the shell will get back.
    writeFileSync(
      script,
      `import { spawn, spawnSync } from 'node:child_process';
       import { writeFileSync } from 'node:fs';
       const settings = () => spawnSync('stty', ['-a'], { stdio: ['inherit', 'pipe', 'inherit'] }).stdout.toString();
       const before = settings();
       const watch = spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' });
       process.on('SIGHUP', () => {});
       writeFileSync('pid', String(watch.pid));
       watch.on('exit', (code) => console.log(code, settings() === before ? 'same settings' : 'other settings'));`,
    );
    const screen = Screen.open(t, { learner, script, args: [bin, 'watch', signal, '--exercise', ID] });
    await screen.until(/q quit/, TIMEOUT_MS);
    process.kill(Number(readFileSync(path.join(learner.folder, 'pid'), 'utf8')), signal);
    await screen.until('130 same settings');
    t.equal(await screen.exit(), 0);
    t.equal(screen.cursorHidden, false);
    await noneLeftIn(learner.env.LEARNYOUNATIVE_CACHE_DIR!);
  });
}

t.test('at 80x24, the observation is on the screen with the verdict', async (t) => {
  const folder = path.join(learner.folder, 'sleepy');
  composeSubmission(findSubmission(`${ID}/wrong/sleeps-on-js-thread`), folder);
  const screen = Screen.open(t, { learner, args: ['watch', 'sleepy', '--exercise', ID] });
  await screen.until(
    /FAIL[\s\S]*✘ delay returns at once \(myaddon\.cc:\d+\)\n {4}delay\(\d+, callback\) waited for[\s\S]*q quit/,
    TIMEOUT_MS,
  );
  await screen.type('q');
  t.equal(await screen.exit(), 0);
});
