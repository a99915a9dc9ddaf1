import t from 'tap';
import type { CheckResult } from '../../src/report/check.js';
import { Checklist } from '../../src/report/checklist.js';

t.test('in the order of the report, told in the order of becoming known', async (t) => {
  const told: CheckResult[] = [];
  const checks = new Checklist(['package-json', 'binding-gyp', 'builds'], (result) => told.push(result));
  checks.pass('builds', 'in no time');
  checks.fail('package-json', { observed: 'none', where: 'package.json:3' });
  t.same(
    told.map(({ id, status }) => [id, status]),
    [
      ['builds', 'pass'],
      ['package-json', 'fail'],
    ],
  );
  t.match(checks.results(), [
    { id: 'package-json', status: 'fail', observed: 'none', where: 'package.json:3' },
    { id: 'binding-gyp', status: 'skip', observed: undefined },
    { id: 'builds', status: 'pass', observed: 'in no time' },
  ]);
  for (const { title } of checks.results()) t.match(title, /\w /);
});

t.test('texts that stand in, and their own', async (t) => {
  const checks = new Checklist(['package-json', 'builds']);
  checks.fail('package-json', { observed: 'x' });
  checks.fail('builds', { observed: 'x', hint: 'its own' });
  const [first, second] = checks.results();
  t.match(first, { expected: /"main"/, hint: /trailing commas/ });
  t.match(second, { expected: /without errors/, hint: 'its own' });
});

t.test('judging', async (t) => {
  const checks = new Checklist(['package-json', 'builds']);
  t.equal(checks.failed, false);
  t.equal(checks.judge('package-json', undefined), true);
  t.equal(checks.failed, false);
  t.equal(checks.judge('builds', { observed: 'x' }), false);
  t.equal(checks.failed, true);
});

t.test('mistakes of ours are loud', async (t) => {
  const checks = new Checklist(['builds']);
  t.throws(() => checks.pass('loads'), { message: /no such check/ });
  checks.pass('builds');
  t.throws(() => checks.fail('builds', {}), { message: /settled twice/ });
  t.match(checks.results(), [{ id: 'builds', status: 'pass' }], 'what was settled first stays');
});

t.test('left out', async (t) => {
  const checks = new Checklist(['package-json', 'builds']);
  checks.leaveOut(['builds', 'unknown']);
  t.match(
    checks.results().map(({ id }) => id),
    ['package-json'],
  );
  t.same(checks.leftOut, ['node-gyp builds the package']);
  t.throws(() => checks.pass('builds'), { message: /no such check/ });
});
