import t from 'tap';
import { finding, findingFrom } from '../../src/report/finding.js';
import { renderFinding } from '../../src/report/render.js';

const wording = { contexts: ['down_to_c', 'delay'], values: { name: 'delay', functions: 'delay' } };

t.test('a cause also uses the wording of the exercise', async (t) => {
  const cause = finding('survives-gc.lost', { ms: 120, count: 0 }, 'myaddon.c:3');
  const outer = findingFrom('native-work.add-on-alone', cause);
  t.equal(outer.where, 'myaddon.c:3');
  const { observed } = renderFinding(outer, wording);
  t.ok(observed.includes(renderFinding(cause, wording).observed));
  t.notMatch(observed, /\{\{/);
});

t.test('nested messages in values are rendered', async (t) => {
  const during = { text: 'ending.during-call', values: { what: 'delay(5, callback)' } };
  const ending = { text: 'ending.exited', values: { code: 3, during } };
  const { observed } = renderFinding(finding('passes-errors-on.crashed', { ending }), wording);
  t.match(observed, /exited with code 3/);
  t.match(observed, /inside the call delay\(5, callback\)/);
});

t.test('an excerpt follows the observation unchanged', async (t) => {
  const { observed } = renderFinding({ ...finding('package-json.missing'), excerpt: '  3 | {{name}}' });
  t.match(observed, /\n {2}3 \| \{\{name\}\}$/);
});

t.test('situations that differ only in their hint share a text', async (t) => {
  const values = {
    message: 'boo',
    excerpt: '\n 1 | x',
    more: { text: 'check.builds.more', values: { count: 2 } },
  };
  const [one, other] = (['builds.three-equals', 'builds.typeof'] as const).map((situation) =>
    renderFinding(finding(situation, values)),
  );
  t.equal(one!.observed, other!.observed);
  t.match(one!.observed, /^boo\n 1 \| x\n.*2 more errors$/);
  t.not(one!.hint, other!.hint);
});

t.test('a finding can bring its own reason', async (t) => {
  const found = finding('type-error.not-thrown', { call: 'print()', came: 'returned 1' });
  const { hint } = renderFinding({ ...found, why: { text: 'javascript.differs' } }, wording);
  t.match(hint, /your JavaScript/);
  t.not(hint, renderFinding(found, wording).hint);
});
