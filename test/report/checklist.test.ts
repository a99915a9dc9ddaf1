import t from 'tap';
import type { CheckResult } from '../../src/report/check.js';
import { Checklist } from '../../src/report/checklist.js';
import { finding } from '../../src/report/finding.js';

t.test('results are in the order of the report; listeners hear of them as they are settled', async (t) => {
  const heard: CheckResult[] = [];
  const checks = new Checklist(['package-json', 'binding-gyp', 'builds'], (result) => heard.push(result));
  checks.pass('builds', 'in no time');
  checks.fail('package-json', finding('package-json.missing', {}, 'package.json:3'));
  t.same(
    heard.map(({ id, status }) => [id, status]),
    [
      ['builds', 'pass'],
      ['package-json', 'fail'],
    ],
  );
  t.match(checks.results(), [
    { id: 'package-json', status: 'fail', situation: 'package-json.missing', where: 'package.json:3' },
    { id: 'binding-gyp', status: 'skip', observed: undefined },
    { id: 'builds', status: 'pass', observed: 'in no time' },
  ]);
  for (const { title } of checks.results()) t.match(title, /\w /);
});

t.test('the hint of a situation or, if it has none, of its check', async (t) => {
  const checks = new Checklist(['package-json', 'builds']);
  checks.fail('package-json', finding('package-json.syntax', { reason: 'x' }));
  checks.fail('builds', finding('builds.three-equals', { message: 'x', excerpt: '', more: '' }));
  const [first, second] = checks.results();
  t.match(first, { expected: /"main"/, observed: /: x$/, hint: /comma/ });
  t.match(second, { expected: /without errors/, observed: 'x', hint: /=/ });
});

t.test('programming errors throw', async (t) => {
  const checks = new Checklist(['builds']);
  t.throws(() => checks.pass('loads'), { message: /no such check/ });
  checks.pass('builds');
  t.throws(() => checks.fail('builds', finding('builds.too-long')), { message: /settled twice/ });
  t.match(checks.results(), [{ id: 'builds', status: 'pass' }], 'the first result stays');
});

t.test('checks that are left out', async (t) => {
  const checks = new Checklist(['package-json', 'builds']);
  checks.leaveOut(['builds', 'unknown']);
  t.match(
    checks.results().map(({ id }) => id),
    ['package-json'],
  );
  t.equal(checks.leftOut.length, 1);
  t.throws(() => checks.pass('builds'), { message: /no such check/ });
});
