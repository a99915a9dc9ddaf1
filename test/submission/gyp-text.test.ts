import t from 'tap';
import { entryOf, readGypText, textsIn } from '../../src/submission/gyp-text.js';

t.test('what Python allows in a literal', async (t) => {
  const gyp = readGypText(`# a comment with "quotes" and {
{
  'targets': [ # another
    {
      'target_name': 'my' "addon",
      "sources": [ 'a.cc', """b
.cc""", r'c\\d.cc', ],
      'win_delay_load_hook': 0,
      "include_dirs": ["<!(node -p \\"require('x').include_dir\\")"],
    },
  ],
}
`);
  const targets = entryOf(gyp, 'targets');
  const target = targets?.kind === 'list' ? targets.items[0] : undefined;
  t.match(entryOf(target, 'target_name'), { kind: 'text', text: 'myaddon', parts: ['my', 'addon'], line: 5 });
  t.match(entryOf(target, 'win_delay_load_hook'), { kind: 'number', line: 8 });
  const texts = textsIn(target!);
  t.same(
    texts.map(({ under, text }) => `${under}: ${text.text}`),
    [
      'target_name: myaddon',
      'sources: a.cc',
      'sources: b\n.cc',
      'sources: c\\d.cc',
      'include_dirs: <!(node -p "require(\'x\').include_dir")',
    ],
  );
  t.equal(texts.at(-1)?.text.line, 9, 'lines are counted through texts of several lines');
});

t.test('a key that is written twice', async (t) => {
  t.match(entryOf(readGypText("{'a': 'first', 'a': 'last'}"), 'a'), { text: 'last' });
});

t.test('what is no plain literal is left to gyp', async (t) => {
  for (const text of [
    '',
    '[]',
    '"text"',
    '{',
    '{}}',
    '{ "a" }',
    '{ "a": }',
    '{ "a": "b" "c": "d" }',
    '{ "a": true }',
    '{ a: 1 }',
    '// mine\n{}',
    '{ "a": "over\ntwo lines" }',
    '{ "a": "never closed }',
    '{ 1: 2 }',
    '{ "a": ("b") }',
  ])
    t.equal(readGypText(text), undefined, text);
  t.match(readGypText('{}'), { kind: 'dict', entries: [] });
});

t.test('nothing is found where there is nothing', async (t) => {
  t.equal(entryOf(undefined, 'a'), undefined);
  t.equal(entryOf(readGypText('{"b": 1}'), 'a'), undefined);
  t.equal(entryOf(entryOf(readGypText('{"b": 1}'), 'b'), 'a'), undefined);
});
