import t from 'tap';
import { undeclared } from '../../src/course/undeclared.js';

/** What is said of a package whose package.json is this, and which uses those. */
function of(content: Record<string, unknown>, used = ['node-addon-api', 'bindings']) {
  return undeclared({ main: '', content, text: JSON.stringify(content, null, 2) }, used, 'index.js');
}

t.test('all that is used is declared', async (t) => {
  t.equal(of({ dependencies: { 'node-addon-api': '^8.0.0', bindings: '^1.5.0' } }), undefined);
  t.equal(of({ name: 'mine' }, ['node:fs', 'path', 'mine']), undefined, 'of Node.js, or the package itself');
});

t.test('nothing is declared', async (t) => {
  for (const content of [{}, { dependencies: null }, { dependencies: 'bindings' }])
    t.match(of(content), { situation: { name: 'declares-dependencies.missing' } });
  t.match(of({}, ['bindings'])?.hint, /"dependencies": \{ "bindings": "\^1\.5\.0" \}/);
});

t.test('a list has no versions', async (t) => {
  t.match(of({ dependencies: ['node-addon-api', 'bindings'] }), {
    situation: { name: 'declares-dependencies.a-list' },
  });
});

t.test('the key is there, the entry is not', async (t) => {
  for (const dependencies of [
    {},
    { 'node-addon-api': '^8.0.0' },
    { 'node-addon-api': '1', bindings_: '1' },
  ]) {
    const failure = of({ dependencies }, ['bindings']);
    t.notMatch(failure?.hint, /"dependencies": \{/, 'a second key of that name would hide the first');
  }
  const failure = of({ dependencies: { 'node-addon-api': '^8.0.0' } });
  t.match(failure, { situation: { name: 'declares-dependencies.not-among', values: { name: 'bindings' } } });
  t.match(failure?.hint, /"bindings": "\^1\.5\.0"/);
});

t.test('the entry is misspelt', async (t) => {
  for (const meant of ['node-addon', 'node-adon-api', 'node-addon-apis']) {
    const failure = of({ dependencies: { meant: '1', [meant]: '^8.0.0' } });
    t.match(failure, { situation: { name: 'declares-dependencies.misspelt', values: { meant } } });
    t.equal(failure?.where, 'package.json:4');
  }
  t.match(
    of({ dependencies: { bindings: '1' } }, ['bindings', 'binding'])?.situation?.name,
    'declares-dependencies.not-among',
    'not one that is used as well',
  );
});

t.test('declared in another place', async (t) => {
  const bindings = { bindings: '^1.5.0' };
  t.match(of({ devDependencies: bindings }, ['bindings']), {
    situation: { name: 'declares-dependencies.dev' },
  });
  t.match(of({ dependencys: bindings }, ['bindings']), {
    situation: { name: 'declares-dependencies.elsewhere', values: { field: 'dependencys' } },
  });
});
