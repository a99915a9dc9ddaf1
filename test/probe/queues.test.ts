import t from 'tap';
import { queuesIn } from '../../src/probe/queues.js';
import { traceOf } from './traces.js';

t.test('queues, each with the largest depth that was recorded', async (t) => {
  const [first, second, third] = ['0:1', '0:2', '0:3'] as const;
  const trace = traceOf([
    ['function-queue', 1, { threadsafeFunction: first, limit: 64 }],
    ['function-queue', 2, { threadsafeFunction: second, limit: 0 }],
    ['function-queue', 3, { threadsafeFunction: third, limit: 8 }],
    ['function-depth', 4, { threadsafeFunction: first, deepest: 1 }],
    ['function-depth', 5, { threadsafeFunction: second, deepest: 5 }],
    ['function-depth', 6, { threadsafeFunction: first, deepest: 2 }],
  ]);
  t.same(queuesIn(trace), [
    { threadsafeFunction: first, limit: 64, deepest: 2 },
    { threadsafeFunction: second, limit: undefined, deepest: 5 },
  ]);
});
