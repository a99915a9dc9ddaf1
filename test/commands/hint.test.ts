import t from 'tap';
import { exercises } from '../../src/course/exercises.js';
import { hintsOf } from '../../src/course/hints.js';
import { EXIT } from '../../src/report/stop.js';
import { Shell } from '../support/shell-context.js';

t.test('each call shows the next hint, then the last one again', async (t) => {
  const shell = new Shell(t);
  await t.rejects(shell.run('hint'), { exitCode: EXIT.usage, message: /No exercise is selected/ });
  shell.context.progress.select('off_the_js_thread');
  const expected = [
    [/hint 1 of 3\n\nA nudge\n/, /2 more hints/],
    [/hint 2 of 3\n\nA direction\n/, /1 more hint/],
    [/hint 3 of 3\n\nNearly the answer\n/, /That was the last hint/],
    [/hint 3 of 3\n\nNearly the answer\n/, /That was the last hint/],
  ] as const;
  for (const [heading, left] of expected) {
    t.equal(await shell.run('hint'), EXIT.ok);
    t.match(shell.out, heading);
    t.match(shell.out, left);
  }
});

t.test('the position is saved per exercise, until it is reset', async (t) => {
  const shell = new Shell(t);
  const { progress } = shell.context;
  await shell.run('hint', 'off_the_js_thread');
  t.equal(progress.current, undefined, 'hint does not select the exercise');
  t.equal(progress.hintsShown('off_the_js_thread'), 1);
  t.equal(progress.hintsShown('another'), 0);
  progress.reset('off_the_js_thread');
  await shell.run('hint', 'off_the_js_thread');
  t.match(shell.out, /hint 1 of 3/);
});

t.test('--all shows all hints, in order', async (t) => {
  const shell = new Shell(t);
  t.equal(await shell.run('hint', 'off_the_js_thread', '--all'), EXIT.ok);
  t.match(shell.out, /A nudge[\s\S]*A direction[\s\S]*Nearly the answer/);
  t.equal(shell.context.progress.hintsShown('off_the_js_thread'), 3);
});

t.test('no placeholder is left in a hint', async (t) => {
  for (const exercise of exercises) for (const hint of hintsOf(exercise)) t.notMatch(hint, /\{appname\}/);
});
