/** Long texts on a terminal go through the learner's pager. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import { Learner } from '../support/learner.js';
import { Screen } from './screen.js';

/** A learner whose pager saves what it gets, and then waits for a key as a pager does. */
function learnerWithPager(t: Test): { learner: Learner; seen: () => string | undefined } {
  const learner = new Learner(t);
  const [script, file] = ['pager.sh', 'seen'].map((name) => path.join(learner.folder, name)) as [
    string,
    string,
  ];
  writeFileSync(script, 'cat >"$1"; echo in the pager; read answer </dev/tty');
  learner.env.PAGER = `sh ${script} ${file}`;
  return { learner, seen: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined) };
}

for (const args of [
  ['print', 'off_the_js_thread'],
  ['select', '9'],
  ['9'],
  ['help', '9'],
  ['solution', '9', '--show'],
]) {
  t.test(args.join(' '), async (t) => {
    const { learner, seen } = learnerWithPager(t);
    const screen = Screen.open(t, { learner, args });
    await screen.until('in the pager');
    t.match(seen(), /OFF THE JS THREAD/);
    t.match(seen(), '\u001b[', 'in colour');
    await screen.type('\r');
    t.equal(await screen.exit(), 0);
    t.notMatch(screen.text, 'DelayWorker', 'it is printed once');
    if (args.includes('9') && args.length < 3 && args[0] !== 'help') t.match(screen.text, 'is selected');
  });
}

t.test('not for a short text, with --no-pager, or in a pipe', async (t) => {
  const { learner, seen } = learnerWithPager(t);
  for (const args of [
    ['print', '9', '--no-pager'],
    ['--no-pager', 'print', '9'],
    ['help', 'version'],
    ['--no-pager', '9'],
  ]) {
    const screen = Screen.open(t, { learner, args });
    t.equal(await screen.exit(), 0);
    t.notMatch(screen.text, 'in the pager');
  }
  const tall = Screen.open(t, { learner, args: ['print', '9'], rows: 400 });
  t.equal(await tall.exit(), 0);
  t.match((await learner.run('print', '9')).stdout, /OFF THE JS THREAD/);
  t.equal(seen(), undefined);
});

t.test('a pager that does not exist, and one that ends before it has read everything', async (t) => {
  const learner = new Learner(t, { PAGER: 'no-such-pager' });
  const screen = Screen.open(t, { learner, args: ['print', '9'] });
  t.equal(await screen.exit(), 0);
  t.match(screen.history.join('\n'), /OFF THE JS THREAD/);
  learner.env.PAGER = 'head -1';
  const impatient = Screen.open(t, { learner, args: ['more', '9'] });
  t.equal(await impatient.exit(), 0);
});
