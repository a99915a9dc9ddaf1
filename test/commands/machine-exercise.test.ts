/** How commands treat an exercise about the machine, which needs no folder. */
import t from 'tap';
import type { Exercise } from '../../src/course/exercise.js';
import type { Verification } from '../../src/course/verification.js';
import { finding } from '../../src/report/finding.js';
import { EXIT } from '../../src/report/stop.js';
import { namedExercise, Shell } from '../support/shell-context.js';

/** An exercise whose only check passes if `isReady` returns true. */
function aboutTheMachine(isReady: (verification: Verification) => boolean): Exercise {
  return {
    ...namedExercise('MY MACHINE'),
    needsNoFolder: true,
    loadTask: async () => ({
      params: () => undefined,
      scenarios: {},
      checks: [
        {
          id: 'builds',
          judge: (_, verification) =>
            isReady(verification) ? undefined : finding('builds.unknown', { log: 'nothing there' }),
        },
      ],
    }),
  };
}

t.test('verify works without a folder', async (t) => {
  const shell = new Shell(
    t,
    aboutTheMachine(() => true),
  );
  t.equal(await shell.run('verify', '--exercise', 'my_machine'), EXIT.ok);
  t.match(shell.out, 'Verifying this machine against MY MACHINE');
  t.match(shell.out, 'PASS');
  shell.context.progress.select('my_machine');
  t.equal(await shell.run('verify', '--json'), EXIT.ok);
  t.match(JSON.parse(shell.out), { exercise: 'my_machine', pass: true, completed: true, timeline: [] });
});

t.test('on a machine that is not ready, verify fails', async (t) => {
  const shell = new Shell(
    t,
    aboutTheMachine(() => false),
  );
  t.equal(await shell.run('verify', '--exercise', 'my_machine'), EXIT.notPassed);
  t.match(shell.out, 'nothing there');
  t.equal(shell.context.progress.isCompleted('my_machine'), false);
});

t.test('a folder in the arguments must exist, and is ignored with a warning', async (t) => {
  const seesNoFolder = aboutTheMachine((verification) => {
    t.throws(() => verification.folder);
    return true;
  });
  const shell = new Shell(t, seesNoFolder);
  const missing = shell.run('verify', '/no/such/folder', '--exercise', 'my_machine');
  await t.rejects(missing, { exitCode: EXIT.usage, message: /no folder/ });
  const folder = t.testdir({});
  t.equal(await shell.run('verify', folder, '--exercise', 'my_machine'), EXIT.ok);
  t.match(shell.err, `${folder} is not checked`);
});

t.test('start has no files to write, and prints the next step', async (t) => {
  const shell = new Shell(
    t,
    aboutTheMachine(() => true),
  );
  const folder = t.testdir({});
  t.equal(await shell.run('start', 'my_machine', folder), EXIT.ok);
  t.equal(shell.context.progress.current, 'my_machine');
  t.match(shell.out, 'no files to write');
  t.match(shell.out, '“learnyounative verify”');
  t.notMatch(shell.out, /wrote|kept/);
});
