/** What the commands of binding.gyp can do to the build and to what is around it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { processesIn } from '../process/leftover-processes.js';
import { misbehaviour, Scene } from './scene.js';

const VERIFY = ['verify', 'myaddon', '--exercise', 'say_what'];
/** How long a process that the build leaves behind would live, s: nobody may wait for it. */
const LIFE_S = 97;

t.test('a process that it starts ends with it', async (t) => {
  const scene = new Scene(t, 'say_what');
  scene.addAction(['sh', '-c', `sleep ${LIFE_S} & true`]);
  const end = await scene.run(...VERIFY);
  t.equal(misbehaviour(end), undefined);
  t.equal(end.code, 0, `${end.stdout}\n${end.stderr}`);
  await scene.unharmed(t, 'a process of the build');
});

t.test('nobody waits for a daemon', async (t) => {
  const scene = new Scene(t, 'say_what');
  scene.addAction(['sh', '-c', `setsid sleep ${LIFE_S} & true`]);
  const end = await scene.run(...VERIFY);
  t.equal(end.code, 0, `${end.stdout}\n${end.stderr}`);
  // It left on purpose: only a sandbox ends it.
  t.match(processesIn(scene.root), [/ sleep /]);
});

t.test('what it writes outside harms nothing', async (t) => {
  const scene = new Scene(t, 'say_what');
  const written = path.join(scene.work, 'written');
  scene.addAction(['touch', written]);
  const end = await scene.run(...VERIFY);
  t.equal(end.code, 0, `${end.stdout}\n${end.stderr}`);
  t.ok(existsSync(written));
  await scene.unharmed(t, 'a file outside');
});
