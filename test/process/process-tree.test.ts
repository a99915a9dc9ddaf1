import t from 'tap';
import { endProcessTree, isAlive } from '../../src/process/process-tree.js';

/** What `process.kill` is asked for while it answers with this error. */
function whileKillFails(code: string, action: () => void): unknown[][] {
  const { kill } = process;
  const asked: unknown[][] = [];
  process.kill = (...args) => {
    asked.push(args);
    throw Object.assign(new Error(code), { code });
  };
  try {
    action();
  } finally {
    process.kill = kill;
  }
  return asked;
}

t.test('ends a whole group at once', async (t) => {
  t.same(
    whileKillFails('ESRCH', () => endProcessTree(4_000_000)),
    [[-4_000_000, 'SIGKILL']],
    'and is content when none of it lives',
  );
  whileKillFails('EPERM', () => endProcessTree(4_000_000)); // What macOS says of a group that has just ended.
  t.throws(() => whileKillFails('EINVAL', () => endProcessTree(4_000_000)), { code: 'EINVAL' });
});

t.test('who is alive', async (t) => {
  t.ok(isAlive(process.pid));
  t.ok(isAlive(1), 'whoever it belongs to');
  t.notOk(isAlive(4_000_000));
  t.notOk(isAlive(Number.NaN));
  whileKillFails('EPERM', () => t.ok(isAlive(4_000_000)));
});
