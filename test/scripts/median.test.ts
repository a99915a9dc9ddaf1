import t from 'tap';
import { median, medianRange } from '../../scripts/median.js';

t.test('the median is the one in the middle', async (t) => {
  t.equal(median([3, 1, 2]), 2);
  t.equal(median([4, 1, 3, 2]), 3);
});

t.test('the range leaves out as many on each side as are unlikely to be all on one side', async (t) => {
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index);
  t.strictSame(medianRange(upTo(7)), [1, 7], 'one of seven is below the median in one of 16 cases');
  t.strictSame(medianRange(upTo(9)), [1, 9]);
  t.strictSame(medianRange(upTo(15)), [3, 13], 'two of 15 or fewer: in 121 of 32,768 cases');
  t.strictSame(medianRange(upTo(60)), [20, 41]);
});
