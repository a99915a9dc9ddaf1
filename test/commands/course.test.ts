import t from 'tap';
import { EXIT } from '../../src/report/stop.js';
import { namedExercise, Shell } from '../support/shell-context.js';

const FIRST = 'OFF THE JS THREAD';

t.test('list, current and completed show progress', async (t) => {
  const shell = new Shell(t, namedExercise('SECOND'));
  t.equal(await shell.run('list'), EXIT.ok);
  t.match(shell.out, /0 of 2 done\n\n Off the JS thread\n +1 {2}OFF THE JS THREAD\n +2 {2}SECOND\n$/);
  await t.rejects(shell.run('current'), { name: 'Stop', exitCode: EXIT.usage, message: /select 1/ });
  t.equal(await shell.run('completed'), EXIT.ok);
  t.match(shell.out, 'not completed');

  shell.context.progress.select('second');
  shell.context.progress.complete('off_the_js_thread');
  await shell.run('list');
  t.match(
    shell.out,
    /1 of 2 done\n\n Off the JS thread\n ✔ +1 {2}OFF THE JS THREAD\n +2 {2}SECOND {2}selected\n$/,
  );
  await shell.run('current');
  t.equal(shell.out, 'SECOND\n');
  await shell.run('completed');
  t.equal(shell.out, `${FIRST}\n`);
});

t.test('list --json is one document', async (t) => {
  const shell = new Shell(t, namedExercise('SECOND'));
  shell.context.progress.select('second');
  shell.context.progress.complete('off_the_js_thread');
  t.equal(await shell.run('list', '--json'), EXIT.ok);
  t.same(JSON.parse(shell.out), {
    exercises: [
      {
        number: 1,
        id: 'off_the_js_thread',
        title: FIRST,
        group: 'off-the-js-thread',
        completed: true,
        current: false,
      },
      { number: 2, id: 'second', title: 'SECOND', completed: false, current: true },
    ],
  });
});

t.test('select prints the problem', async (t) => {
  const shell = new Shell(t);
  for (const words of [['1'], ['off_the_js_thread'], ['Off The JS Thread'], ['off', 'the', 'js', 'thread']]) {
    shell.context.progress.reset();
    t.equal(await shell.run('select', ...words), EXIT.ok);
    t.equal(shell.context.progress.current, 'off_the_js_thread');
    t.match(shell.out, /Exercise 1 of 1\n\nOFF THE JS THREAD\n═+\n/);
    t.match(shell.out, '“OFF THE JS THREAD” is selected.');
  }
  await t.rejects(shell.run('select', '0'), { exitCode: EXIT.usage, message: /no exercise “0”/ });
  await t.rejects(shell.run('select', 'off', 'the', 'thread'), {
    message: /did you mean “OFF THE JS THREAD”/,
  });
});

t.test('prev selects and prints the exercise before the selected one', async (t) => {
  const shell = new Shell(t, namedExercise('SECOND'));
  shell.context.progress.select('second');
  t.equal(await shell.run('prev'), EXIT.ok);
  t.match(shell.out, /Exercise 1 of 2[\s\S]*“OFF THE JS THREAD” is selected\./);
  await t.rejects(shell.run('prev'), { exitCode: EXIT.usage, message: /“OFF THE JS THREAD” is the first/ });
  t.equal(shell.context.progress.current, 'off_the_js_thread');
});

t.test('print and more show the selected exercise, or the one in the arguments', async (t) => {
  const shell = new Shell(t);
  await t.rejects(shell.run('print'), { exitCode: EXIT.usage, message: /No exercise is selected/ });
  t.equal(await shell.run('more', '1'), EXIT.ok);
  t.match(shell.out, 'Official pages');
  t.equal(shell.context.progress.current, undefined, 'print does not select the exercise');
  shell.context.progress.select('off_the_js_thread');
  shell.context.progress.complete('off_the_js_thread');
  await shell.run('print');
  t.match(shell.out, 'Exercise 1 of 1 · done');
  t.notMatch(shell.out, /\{(appname|checks)\}/);
  t.match(shell.out, 'learnyounative verify myaddon/');
  t.match(shell.out, '    class AddUp : public Napi::AsyncWorker {\n');
});

t.test(
  'next wraps around to exercises that are left; after the last one, it prints the closing page',
  async (t) => {
    const shell = new Shell(t, namedExercise('SECOND'));
    shell.context.progress.select('second');
    shell.context.progress.complete('second');
    t.equal(await shell.run('next'), EXIT.ok);
    t.equal(shell.context.progress.current, 'off_the_js_thread');
    t.match(shell.out, '“OFF THE JS THREAD” is selected.');
    shell.context.progress.complete('off_the_js_thread');
    t.equal(await shell.run('next'), EXIT.ok);
    t.match(shell.out, /You have done it\n═+\n[\s\S]*Where to go next/, 'the closing page');
  },
);

t.test('reset deletes the progress of one exercise or all, after a confirmation', async (t) => {
  const shell = new Shell(t, namedExercise('SECOND'));
  shell.context.progress.select('second');
  shell.context.progress.complete('second');
  shell.context.progress.complete('off_the_js_thread');
  await t.rejects(shell.run('reset'), { exitCode: EXIT.usage, message: /--yes/ });
  t.equal(shell.context.progress.completed.length, 2);
  await t.rejects(shell.run('reset', '--yes', 'thrid'), { exitCode: EXIT.usage, message: /thrid/ });
  t.equal(await shell.run('reset', 'second', '--yes'), EXIT.ok);
  t.match(shell.out, '“SECOND” is marked as not done.');
  t.same(shell.context.progress.completed, ['off_the_js_thread']);
  t.equal(await shell.run('reset', '--yes'), EXIT.ok);
  t.same(shell.context.progress.completed, []);
  t.equal(shell.context.progress.current, undefined);
});
