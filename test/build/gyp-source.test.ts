import { writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import { entryOf, type GypDict, readGypSources, textsIn } from '../../src/build/gyp-source.js';
import { EXIT } from '../../src/report/stop.js';
import { gypPackage } from '../support/gyp-package.js';

async function dictIn(t: Test, text: string): Promise<GypDict | undefined> {
  const [gyp] = await readGypSources(await gypPackage(t, { 'binding.gyp': text }), ['binding.gyp']);
  return gyp?.dict;
}

t.test('what Python allows in a literal', async (t) => {
  const gyp = await dictIn(
    t,
    `# a comment with "quotes" and {
{
  'targets': [ # another
    {
      'target_name': 'my' # a comment between
 "addon",
      "sources": [ 'a.cc', """b
.cc""", r'c\\d.cc', ],
      'win_delay_load_hook': 0, 'yes': True, 'cflags': ("-Wall"),
      "include_dirs": ["<!(node -p \\"require('x').include_dir\\")"],
    },
  ],
}
`,
  );
  const targets = entryOf(gyp, 'targets');
  const target = targets?.kind === 'list' ? targets.items[0] : undefined;
  t.match(entryOf(target, 'target_name'), { kind: 'text', text: 'myaddon', parts: ['my', 'addon'], line: 5 });
  t.match(entryOf(target, 'win_delay_load_hook'), { kind: 'other', line: 9 });
  const texts = textsIn(target!);
  t.same(
    texts.map(({ under, text }) => `${under}: ${text.text}`),
    [
      'target_name: myaddon',
      'sources: a.cc',
      'sources: b\n.cc',
      'sources: c\\d.cc',
      'cflags: -Wall',
      'include_dirs: <!(node -p "require(\'x\').include_dir")',
    ],
  );
  t.equal(texts.at(-1)?.text.line, 10, 'lines are counted through texts of several lines');
});

t.test('a key that is written twice', async (t) => {
  t.match(entryOf(await dictIn(t, "{'a': 'first', 'a': 'last'}"), 'a'), { text: 'last' });
});

t.test('what is no plain literal is left to gyp', async (t) => {
  const texts = [
    '',
    '[]',
    '"text"',
    '{',
    '{}}',
    '{ "a" }',
    '{ "a": }',
    '{ "a": "b" "c": "d" }',
    '{ "a": true }',
    '{ "a": "b" + "c" }',
    '{ **{} }',
    '{ "a": f"b" }',
    '{ "a": b"b" }',
    '{ "a": "\\x" }',
    '\0',
    '['.repeat(10_000),
    '{ a: 1 }',
    '// mine\n{}',
    '{ "a": "over\ntwo lines" }',
    '{ "a": "never closed }',
    '{ 1: 2 }',
  ];
  const names = texts.map((_, index) => `${index}.gypi`);
  const files = Object.fromEntries(texts.map((text, index) => [names[index]!, text]));
  const folder = await gypPackage(t, { ...files, 'empty.gypi': '{}' });
  writeFileSync(path.join(folder, 'latin-1.gypi'), Buffer.from("{ 'a': 'é' }", 'latin1'));
  const read = await readGypSources(folder, [...names, 'latin-1.gypi', 'empty.gypi']);
  t.same(
    read.filter(({ dict }) => dict).map(({ file, dict }) => ({ file, dict })),
    [{ file: 'empty.gypi', dict: { kind: 'dict', line: 1, entries: [] } }],
  );
});

t.test('nothing is found where there is nothing', async (t) => {
  t.equal(entryOf(undefined, 'a'), undefined);
  t.same(textsIn(undefined), []);
  const gyp = await dictIn(t, '{"b": 1}');
  t.equal(entryOf(gyp, 'a'), undefined);
  t.equal(entryOf(entryOf(gyp, 'b'), 'a'), undefined);
});

t.test('a file with more than a pipe holds', async (t) => {
  const names = Array.from({ length: 20_000 }, (_, index) => `'source-${index}.cc'`);
  const gyp = await dictIn(t, `{ 'sources': [${names.join(',\n')}] }`);
  t.match(textsIn(gyp).at(-1), { under: 'sources', text: { text: 'source-19999.cc', line: 20_000 } });
});

t.test('node-gyp got no further than looking for Python', async (t) => {
  const folder = t.testdir({ 'binding.gyp': '{}' });
  t.match(await readGypSources(folder, ['binding.gyp']), [{ text: '{}', dict: undefined }]);
});

t.test('the Python that node-gyp found is gone', async (t) => {
  const folder = await gypPackage(t, { 'binding.gyp': '{}' }, '/no/such/python');
  await t.rejects(readGypSources(folder, ['binding.gyp']), { name: 'Stop', exitCode: EXIT.notReady });
});
