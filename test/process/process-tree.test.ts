import t from 'tap';
import { isAlive, killProcessTree } from '../../src/process/process-tree.js';

/** Makes `process.kill` throw this error during `action`. @returns the arguments of each call */
function whileKillFails(code: string, action: () => void): unknown[][] {
  const { kill } = process;
  const calls: unknown[][] = [];
  process.kill = (...args) => {
    calls.push(args);
    throw Object.assign(new Error(code), { code });
  };
  try {
    action();
  } finally {
    process.kill = kill;
  }
  return calls;
}

t.test('kills a whole process group', async (t) => {
  t.same(
    whileKillFails('ESRCH', () => killProcessTree(4_000_000)),
    [[-4_000_000, 'SIGKILL']],
    'and ignores that it has ended already',
  );
  whileKillFails('EPERM', () => killProcessTree(4_000_000)); // On macOS, for a group that has just ended.
  t.throws(() => whileKillFails('EINVAL', () => killProcessTree(4_000_000)), { code: 'EINVAL' });
});

t.test('isAlive', async (t) => {
  t.ok(isAlive(process.pid));
  t.ok(isAlive(1), 'also a process of another user');
  t.notOk(isAlive(4_000_000));
  t.notOk(isAlive(Number.NaN));
  whileKillFails('EPERM', () => t.ok(isAlive(4_000_000)));
});
