import t from 'tap';
import { EXIT } from '../../src/report/stop.js';
import { namedExercise, Shell } from '../support/shell-context.js';

t.test('verifies, time and hints of each exercise', async (t) => {
  const shell = new Shell(t, namedExercise('SECOND'));
  const { progress } = shell.context;
  progress.verified('second', 'builds');
  progress.verified('second', undefined);
  progress.complete('second');
  progress.setHintsShown('second', 2);
  t.equal(await shell.run('stats'), EXIT.ok);
  t.match(shell.out, /^✔ +SECOND +2 +0 s +2\n/m);
  t.match(shell.out, /all +2 +0 s +2\n/);
  t.match(shell.out, 'Stored only on this machine.');
  for (const line of shell.out.split('\n')) t.ok(line.length <= 80);

  t.equal(await shell.run('stats', '--json'), EXIT.ok);
  const { exercises } = JSON.parse(shell.out);
  t.match(exercises.at(-1), { id: 'second', completed: true, verifies: 2, seconds: 0, hints: 2 });
  t.match(exercises[0], { number: 1, completed: false, verifies: 0, seconds: 0, hints: 0 });

  progress.reset('second');
  await shell.run('stats', '--json');
  t.match(JSON.parse(shell.out).exercises.at(-1), { verifies: 0, hints: 0 });
});
