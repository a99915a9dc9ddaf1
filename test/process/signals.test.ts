import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { cleanEnvironment } from '../../src/process/clean-environment.js';
import { interruptible } from '../../src/process/signals.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

t.test('a job is told of an interruption, and ends in its own way', async (t) => {
  for (const name of SIGNALS) {
    const result = await interruptible(async (signal) => {
      process.kill(process.pid, name);
      while (!signal.aborted) await sleep(5);
      return `tidied up after ${name}`;
    });
    t.equal(result, `tidied up after ${name}`);
  }
});

t.test('impatience: a signal more, while it ends and after', async (t) => {
  for (const name of SIGNALS) {
    await interruptible(async (signal) => {
      process.kill(process.pid, name);
      while (!signal.aborted) await sleep(5);
      process.kill(process.pid, name);
      await sleep(20);
    });
    process.kill(process.pid, name);
    await sleep(20);
    t.pass(`still there to say how it ended after two more ${name}`);
  }
});

t.test('a job that nothing interrupts leaves nothing behind', async (t) => {
  const before = SIGNALS.map((name) => process.listenerCount(name));
  t.equal(await interruptible(async () => 'done'), 'done');
  t.same(
    SIGNALS.map((name) => process.listenerCount(name)),
    before,
  );
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
