import { spawn } from 'node:child_process';
import t from 'tap';
import { isHolding, thisHolder } from '../../src/process/holder.js';

t.test('a process that is running', async (t) => {
  t.ok(isHolding(thisHolder()));
  t.ok(isHolding(String(process.pid)), 'where its start is not known');
});

t.test('nobody', async (t) => {
  for (const text of ['', '0', 'rubbish', '-1', '4000000', '4000000 1']) t.notOk(isHolding(text), text);
});

t.test('a process that has got the ID of another', { skip: process.platform !== 'linux' }, async (t) => {
  const other = spawn('sleep', ['60']);
  t.ok(isHolding(String(other.pid)));
  t.notOk(isHolding(`${other.pid} 1`));
  other.kill();
});
