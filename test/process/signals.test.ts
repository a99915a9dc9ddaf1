import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { cleanEnvironment } from '../../src/process/clean-environment.js';
import { interruptible } from '../../src/process/signals.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

t.test('a job is told of an interruption, and ends in its own way', async (t) => {
  for (const name of SIGNALS) {
    const before = process.listenerCount(name);
    const result = await interruptible(async (signal) => {
      process.kill(process.pid, name);
      while (!signal.aborted) await sleep(5);
      process.kill(process.pid, name); // Once more, out of impatience.
      await sleep(20);
      return `tidied up after ${name}`;
    });
    t.equal(result, `tidied up after ${name}`);
    t.equal(process.listenerCount(name), before, 'afterwards it is as before');
  }
});

t.test('a job that fails', async (t) => {
  const before = SIGNALS.map((name) => process.listenerCount(name));
  await t.rejects(
    interruptible(async () => {
      throw new Error('its own');
    }),
    { message: 'its own' },
  );
  t.same(
    SIGNALS.map((name) => process.listenerCount(name)),
    before,
  );
});

t.test('the environment of children', async (t) => {
  const meddling = {
    NODE_OPTIONS: '--no-warnings',
    NODE_PATH: '/x',
    MAKEFLAGS: '-n',
    V: '1',
    LANGUAGE: 'de',
  };
  const before = { ...process.env };
  t.teardown(() => {
    process.env = before;
  });
  Object.assign(process.env, meddling, { KEPT: 'yes' });
  const environment = cleanEnvironment();
  for (const name of ['NODE_OPTIONS', 'NODE_PATH', 'MAKEFLAGS', 'V']) t.notOk(name in environment, name);
  t.match(environment, { KEPT: 'yes', LANGUAGE: 'C', LC_MESSAGES: 'C', PATH: process.env.PATH });
  t.equal(process.env.NODE_OPTIONS, '--no-warnings', 'its own stays as it is');
});
