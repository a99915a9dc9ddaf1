import t from 'tap';
import { undeclaredDependency } from '../../src/course/undeclared-dependency.js';
import { finding } from '../../src/report/finding.js';
import { renderFinding } from '../../src/report/render.js';

/** What is said of a package whose package.json is this, and which uses those. */
function of(content: Record<string, unknown>, used = ['node-addon-api', 'bindings']) {
  return undeclaredDependency(
    { main: '', content, text: JSON.stringify(content, null, 2) },
    used,
    'index.js',
  );
}

t.test('all that is used is declared', async (t) => {
  t.equal(of({ dependencies: { 'node-addon-api': '^8.0.0', bindings: '^1.5.0' } }), undefined);
  t.equal(of({ name: 'mine' }, ['node:fs', 'path', 'mine']), undefined, 'of Node.js, or the package itself');
});

function hintOf(verdict: ReturnType<typeof of>): string | undefined {
  return verdict && renderFinding(verdict).hint;
}

t.test('nothing is declared', async (t) => {
  const contents = [{}, { dependencies: null }, { dependencies: 'bindings' }];
  t.same(
    contents.map((content) => of(content)?.situation),
    contents.map(() => 'declares-dependencies.missing'),
  );
  t.match(hintOf(of({}, ['bindings'])), /"dependencies": \{ "bindings": "\^1\.5\.0" \}/);
});

t.test('a list has no versions', async (t) => {
  t.equal(of({ dependencies: ['node-addon-api', 'bindings'] })?.situation, 'declares-dependencies.a-list');
});

t.test('the key is there, the entry is not', async (t) => {
  const lacking = [{}, { 'node-addon-api': '^8.0.0' }, { 'node-addon-api': '1', bindings_: '1' }];
  const hints = lacking.map((dependencies) => hintOf(of({ dependencies }, ['bindings'])) ?? '');
  t.equal(hints.filter((hint) => hint.includes('bindings')).length, lacking.length);
  t.same(
    hints.filter((hint) => hint.includes('"dependencies": {')),
    [],
    'a second key of that name would hide the first',
  );
  const verdict = of({ dependencies: { 'node-addon-api': '^8.0.0' } });
  t.hasStrict(verdict, finding('declares-dependencies.not-among', { name: 'bindings' }));
  t.match(hintOf(verdict), /"bindings": "\^1\.5\.0"/);
});

t.test('the entry is misspelt', async (t) => {
  const misspelt = ['node-addon', 'node-adon-api', 'node-addon-apis'];
  t.hasStrict(
    misspelt.map((meant) => of({ dependencies: { meant: '1', [meant]: '^8.0.0' } })),
    misspelt.map((meant) => finding('declares-dependencies.misspelt', { meant }, 'package.json:4')),
  );
  t.equal(
    of({ dependencies: { bindings: '1' } }, ['bindings', 'binding'])?.situation,
    'declares-dependencies.not-among',
    'not one that is used as well',
  );
});

t.test('declared in another place', async (t) => {
  const bindings = { bindings: '^1.5.0' };
  t.equal(of({ devDependencies: bindings }, ['bindings'])?.situation, 'declares-dependencies.dev');
  t.hasStrict(
    of({ dependencys: bindings }, ['bindings']),
    finding('declares-dependencies.elsewhere', { field: 'dependencys' }),
  );
});
