import t from 'tap';
import type { CheckResult } from '../../src/report/check.js';
import { CollapsingChecks } from '../../src/report/collapsing-checks.js';

/** The titles that are shown for these checks. A failed one has a cross before its id. */
function shown(...ids: string[]): string[] {
  const titles: string[] = [];
  const checks = new CollapsingChecks(({ status, title }: CheckResult) => {
    titles.push(status === 'pass' ? title : `✘ ${title}`);
  });
  for (const id of ids) {
    const name = id.replace('✘ ', '');
    checks.add({ id: name, title: name, status: name === id ? 'pass' : 'fail' });
  }
  checks.end();
  return titles;
}

t.test('housekeeping that passed is one line', async (t) => {
  t.same(
    shown('package-json', 'binding-gyp', 'builds', 'loads', 'exports', 'addon-exports', 'no-crash', '✘ x'),
    ['6 basic checks passed: package.json, binding.gyp, build, loading, exports', 'no-crash', '✘ x'],
  );
  t.same(
    shown('package-json', 'binding-gyp', 'builds', 'plain-c', 'loads', 'exports', 'addon-exports', '✘ x'),
    [
      '3 basic checks passed: package.json, binding.gyp, build',
      'plain-c',
      '3 basic checks passed: loading, exports',
      '✘ x',
    ],
  );
  t.same(
    shown('builds', 'loads', 'exports'),
    ['3 basic checks passed: build, loading, exports'],
    'at the end',
  );
});

t.test('a failure in housekeeping is listed with what passed before it', async (t) => {
  t.same(shown('package-json', 'binding-gyp', 'builds', '✘ loads'), [
    'package-json',
    'binding-gyp',
    'builds',
    '✘ loads',
  ]);
});

t.test('one or two among other checks are not collapsed', async (t) => {
  const ids = ['package-json', 'gypfile', 'binding-gyp', 'builds', 'works-elsewhere'];
  t.same(shown(...ids), ids);
});
