import t from 'tap';
import { packageJson } from '../../src/environment/package-root.js';
import { compareVersions, isInRange, nodeLine } from '../../src/toolchain/node-lines.js';

t.test('the end of a release line', async (t) => {
  const before = nodeLine('22.20.0', new Date('2027-04-30T12:00:00Z'));
  t.same(before, { major: 22, endOfLife: '2027-04-30', isOver: false });
  t.equal(nodeLine('22.20.0', new Date('2027-05-01T00:00:01Z')).isOver, true);
  t.same(nodeLine('40.0.0', new Date()), { major: 40, endOfLife: undefined, isOver: false });
});

t.test('the versions that this package supports', async (t) => {
  const range = packageJson.engines.node;
  for (const version of ['20.17.0', '20.20.2', '22.9.0', '22.10.0', '23.0.0', '24.1.0', '26.0.0-nightly'])
    t.equal(isInRange(version, range), true, version);
  for (const version of ['18.20.0', '20.16.9', '21.7.3', '22.8.9', '8.9.0'])
    t.equal(isInRange(version, range), false, version);
  t.throws(() => isInRange('22.0.0', '22.x'));
});

t.test('versions are compared as numbers', async (t) => {
  t.ok(compareVersions('3.10.0', '3.9.0') > 0);
  t.ok(compareVersions('2.7.18', '3.6.0') < 0);
  t.equal(compareVersions('3.9', '3.9.0'), 0);
});
