import t from 'tap';
import { leavesPoolAsLarge } from '../../../src/tasks/delay/smaller-pool.js';
import { Story } from './records.js';

/** A run in which the variable got these values. */
const runWith = (...sizes: readonly string[]) => {
  const story = new Story();
  for (const [t, value] of sizes.entries()) story.at(t, { kind: 'observation', name: 'pool-size', value });
  return story.told();
};

t.test('a smaller pool, and who made it', async (t) => {
  const untouched = runWith();
  for (const [value, count] of [
    ['1', 1],
    ['0', 1],
    ['many', 1],
    ['3', 3],
  ] as const)
    t.match(leavesPoolAsLarge(runWith(value), untouched), {
      situation: 'calls-overlap.smaller-pool',
      values: { value, count },
    });
  t.match(leavesPoolAsLarge(runWith('16', '2'), runWith('2')), {
    situation: 'calls-overlap.smaller-pool-by-add-on',
    values: { value: '2' },
  });
});

t.test('a pool that is as large as before, or larger', async (t) => {
  for (const value of ['', '4', '16', '-1']) t.equal(leavesPoolAsLarge(runWith(value), runWith()), undefined);
  t.equal(leavesPoolAsLarge(runWith(), runWith()), undefined);
});
