import t from 'tap';
import { releaseLine } from '../../src/toolchain/release-line.js';

t.test('the end of a release line', async (t) => {
  const before = releaseLine('22.20.0', new Date('2027-04-30T12:00:00Z'));
  t.same(before, { major: 22, endOfLife: '2027-04-30', isOver: false });
  t.equal(releaseLine('22.20.0', new Date('2027-05-01T00:00:01Z')).isOver, true);
  t.same(releaseLine('40.0.0', new Date()), { major: 40, endOfLife: undefined, isOver: false });
});
