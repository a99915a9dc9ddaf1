import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { cleanEnvironment, offlineEnvironment } from '../../src/process/clean-environment.js';
import { interruptible } from '../../src/process/signals.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

t.test('a job is notified of an interruption, and cleans up', async (t) => {
  for (const name of SIGNALS) {
    const result = await interruptible(async (signal) => {
      process.kill(process.pid, name);
      while (!signal.aborted) await sleep(5);
      return `cleaned up after ${name}`;
    });
    t.equal(result, `cleaned up after ${name}`);
  }
});

t.test('further signals, while the job ends and after', async (t) => {
  for (const name of SIGNALS) {
    await interruptible(async (signal) => {
      process.kill(process.pid, name);
      while (!signal.aborted) await sleep(5);
      process.kill(process.pid, name);
      await sleep(20);
    });
    process.kill(process.pid, name);
    await sleep(20);
    t.pass(`the process survives two more ${name}`);
  }
});

t.test('no listeners are left after a job that is not interrupted', async (t) => {
  const before = SIGNALS.map((name) => process.listenerCount(name));
  t.equal(await interruptible(async () => 'done'), 'done');
  t.same(
    SIGNALS.map((name) => process.listenerCount(name)),
    before,
  );
});

t.test('no listeners are left after a job that fails', async (t) => {
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

t.test('the environment for child processes', async (t) => {
  const interfering = {
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
  Object.assign(process.env, interfering, { KEPT: 'yes', NODE_EXTRA_CA_CERTS: '/x.pem' });
  const environment = cleanEnvironment();
  for (const name of ['NODE_OPTIONS', 'NODE_PATH', 'MAKEFLAGS', 'V']) t.notOk(name in environment, name);
  t.match(environment, { KEPT: 'yes', LANGUAGE: 'C', LC_MESSAGES: 'C', PATH: process.env.PATH });
  t.equal(environment.NODE_EXTRA_CA_CERTS, '/x.pem');
  const { NODE_EXTRA_CA_CERTS, ...others } = environment;
  t.same(offlineEnvironment(), others);
  t.equal(process.env.NODE_OPTIONS, '--no-warnings', 'the environment of this process does not change');
  process.env.LC_ALL = 'de_DE.UTF-8';
  const { LC_ALL, LC_CTYPE, LC_MESSAGES } = cleanEnvironment();
  t.same([LC_ALL, LC_CTYPE, LC_MESSAGES], [undefined, 'de_DE.UTF-8', 'C'], 'messages stay English');
});
