/** Several commands at the same time, for the same folder and for different ones. */
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { isLong, misbehaviour, Scene } from './scene.js';

const VERIFY = ['verify', 'myaddon', '--exercise', 'say_what'];
const AT_ONCE = isLong ? 8 : 4;

t.test('verifies of one folder', async (t) => {
  const scene = new Scene(t, 'say_what');
  const ends = await Promise.all(Array.from({ length: AT_ONCE }, () => scene.run(...VERIFY)));
  for (const end of ends) t.equal(end.code, 0, `${end.stdout}\n${end.stderr}`);
  await scene.unharmed(t, 'one folder');
});

t.test('a right and a wrong one share a cache', async (t) => {
  const scene = new Scene(t, 'say_what');
  const other = new Scene(t, 'signs_of_life');
  const env = { LEARNYOUNATIVE_CACHE_DIR: scene.cache };
  const ends = await Promise.all(
    Array.from({ length: AT_ONCE / 2 }, () => [
      scene.start(VERIFY).ended,
      // The solution of another exercise.
      other.start(VERIFY, env).ended,
    ]).flat(),
  );
  t.same(
    ends.map(({ code }) => code),
    ends.map((_, index) => index % 2),
  );
  for (const end of ends) t.equal(misbehaviour(end), undefined);
  await scene.unharmed(t, 'two folders');
});

t.test('two watch, and one verifies', async (t) => {
  const scene = new Scene(t, 'say_what');
  const watches = [0, 1].map(() => scene.start(['watch', 'myaddon', '--exercise', 'say_what']));
  await sleep(500);
  const end = await scene.run(...VERIFY);
  t.equal(end.code, 0, `${end.stdout}\n${end.stderr}`);
  for (let save = 0; save < 10; save++) {
    scene.write('myaddon.cc', `${scene.read('myaddon.cc')}// ${save}\n`);
    await sleep(100);
  }
  await sleep(3_000);
  for (const { child } of watches) child.kill('SIGTERM');
  for (const { ended } of watches) {
    const { code, stdout, stderr } = await ended;
    t.equal(code, 130, stderr);
    t.match(stdout, 'PASS');
  }
  await scene.unharmed(t, 'watch');
});
