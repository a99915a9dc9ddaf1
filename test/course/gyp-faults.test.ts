import t, { type Test } from 'tap';
import type { Complaint } from '../../src/build/complaint.js';
import { type GypSource, readGypSources } from '../../src/build/gyp-source.js';
import {
  blamedOnGyp,
  missingGyp,
  noSources,
  refusedGyp,
  unreadResult,
  wrongType,
} from '../../src/course/gyp-faults.js';
import type { Verdict } from '../../src/report/finding.js';
import { gypPackage } from '../support/gyp-package.js';

const target = (inside: string) => `{\n  "targets": [ {\n${inside}\n  } ]\n}`;
const NAME = '"target_name": "myaddon"';
const situationOf = (verdict: Verdict) => verdict?.situation;

async function gypOf(t: Test, text: string): Promise<GypSource> {
  const [gyp] = await readGypSources(await gypPackage(t, { 'binding.gyp': text }), ['binding.gyp']);
  return gyp!;
}

t.test('there is no binding.gyp', async (t) => {
  t.equal(situationOf(missingGyp(t.testdir({ 'package.json': '' }))), 'binding-gyp.missing');
  for (const folder of [
    { 'bindings.gyp': '' },
    { src: { 'binding.gyp': '' } },
    { 'binding.gyp.txt': '' },
    { 'Binding.GYP': '' },
    { 'binding.gypi': '' },
  ]) {
    const failure = missingGyp(t.testdir(folder));
    t.equal(situationOf(failure), 'binding-gyp.elsewhere');
    t.match(failure.where, /gyp/i);
  }
  const inModules = missingGyp(t.testdir({ node_modules: { 'binding.gyp': '' } }));
  t.equal(situationOf(inModules), 'binding-gyp.missing', 'not that of another package');
});

const refused: readonly (readonly [text: string, message: string, situation: string, where?: string])[] = [
  ['', 'SyntaxError: invalid syntax', 'empty', 'binding.gyp'],
  ['# later\n\n', 'SyntaxError: invalid syntax', 'empty', 'binding.gyp'],
  ['{}', 'Unable to find targets', 'no-targets', 'binding.gyp:1'],
  ['{\n"target": []}', 'Unable to find targets', 'targets-misspelt', 'binding.gyp:2'],
  ['{"targets": {}}', 'TypeError', 'no-list', 'binding.gyp:1'],
  [target(''), 'a target has no target_name', 'blank-target', 'binding.gyp:2'],
  [target('"sources": []'), 'a target has no target_name', 'no-name', 'binding.gyp:2'],
  [target(`${NAME},\n"sources": "a.cc"`), 'TypeError', 'no-list', 'binding.gyp:4'],
  [target(`${NAME},\n"includes": ["<!(node-addon-api)"]`), 'not found', 'includes', 'binding.gyp:4'],
  [target(`${NAME}, a`), "NameError: name 'a' is not defined", 'bare-word'],
  [target(`${NAME} "a": 1`), 'SyntaxError: invalid syntax', 'syntax'],
  [target(NAME), 'Undefined variable node -p x in binding.gyp', 'no-command'],
  [target(NAME), 'the command node -p x failed', 'command'],
  [target(NAME), 'there is no file a.cc', 'no-file'],
  [target(NAME), 'something else', 'complaint'],
];

t.test('gyp has refused it', async (t) => {
  for (const [text, message, situation, where] of refused) {
    const failure = refusedGyp({ kind: 'gyp', message, where: 'binding.gyp:7' }, await gypOf(t, text));
    t.equal(situationOf(failure), `binding-gyp.${situation}`, text);
    t.equal(failure.where, where ?? 'binding.gyp:7');
  }
});

t.test('the line that gyp stopped at tells more', async (t) => {
  const said = (excerpt: string): Complaint => ({
    kind: 'gyp',
    message: 'SyntaxError: invalid syntax',
    excerpt,
  });
  const slashes = refusedGyp(said('    1 | // mine'), await gypOf(t, '//'));
  t.match(slashes, {
    situation: 'binding-gyp.slashes',
    values: { message: 'SyntaxError: invalid syntax', source: '\n    1 | // mine' },
  });
  const quotes = refusedGyp(said('    1 | "<!(node -p "a")"'), await gypOf(t, 'x'));
  t.equal(situationOf(quotes), 'binding-gyp.quotes');
});

t.test('nothing was compiled', async (t) => {
  const of = async (text: string) => noSources('myaddon', await gypOf(t, text));
  t.match(await of(target(NAME)), { situation: 'binding-gyp.no-sources', where: 'binding.gyp:2' });
  t.match(await of(target(`${NAME},\n"source": ["a.cc"]`)), {
    situation: 'binding-gyp.sources-misspelt',
    values: { meant: 'source' },
    where: 'binding.gyp:4',
  });
  t.match(await of(target(`${NAME}, "sources": ["a", "a.h"]`)), {
    situation: 'binding-gyp.no-c-sources',
    values: { names: 'a, a.h' },
  });
  t.match(await of('not to be read'), { where: 'binding.gyp' });
});

t.test('make could not read what gyp wrote', async (t) => {
  const text = target(`${NAME}, "sources": ["a.cc" "b.cc", "c.cc"]`);
  const gyp = await gypOf(t, text);
  const glued = unreadResult(gyp, "No rule to make target 'Release/obj.target/myaddon/a.ccb.o'");
  t.match(glued, { situation: 'binding-gyp.glued', values: { first: 'a.cc', second: 'b.cc' } });
  t.equal(unreadResult(gyp, 'another reason'), undefined);
  const separator = 'myaddon.target.mk:54: *** missing separator.  Stop.';
  t.equal(situationOf(unreadResult(await gypOf(t, '\n"<!(x)"'), separator)), 'binding-gyp.no-path-printed');
  t.equal(unreadResult(await gypOf(t, '{}'), separator), undefined);
  const odd = await gypOf(t, target(`${NAME}, "sources": ["<!(ls *.cc; ls)", "my;addon.cc"]`));
  t.match(unreadResult(odd, separator), {
    situation: 'binding-gyp.name-for-make',
    values: { name: 'my;addon.cc', character: ';' },
  });
});

const missing: Complaint = { kind: 'compile', message: 'napi.h: No such file or directory', where: 'a.cc:1' };

t.test('the compiler lacks what binding.gyp should have said', async (t) => {
  const of = async (complaint: Complaint, inside: string, folders?: readonly string[]) =>
    blamedOnGyp(complaint, await gypOf(t, target(inside)), 'myaddon', folders);
  t.equal(situationOf(await of(missing, NAME)), 'builds.no-include-dirs');
  t.match(await of(missing, `${NAME},\n"include_dir": ["x"]`), {
    situation: 'builds.include-misspelt',
    where: 'binding.gyp:4',
  });
  const dirs = `${NAME}, "include_dirs": ["<!(node -p 1)"]`;
  t.equal(situationOf(await of(missing, dirs)), 'builds.include-elsewhere');
  t.match(await of(missing, dirs, ['undefined', '/node/include']), {
    situation: 'builds.include-found',
    values: { folders: 'undefined' },
  });
  const byHand = `${NAME}, "include_dirs": ["node_modules/node-addon-api"]`;
  t.equal(situationOf(await of(missing, byHand)), 'builds.include-by-hand');

  const silent = await of(missing, `${NAME},\n"include_dirs": [\n"src", "<!(node -e 1)"]`, [
    'src',
    '.',
    '/node',
  ]);
  t.match(silent, { situation: 'builds.include-silent', where: 'binding.gyp:5' });
  const itself = await of(missing, `${NAME}, "include_dirs": [".", "<!(node -p 1)"]`, ['.', '1', '/node']);
  t.match(itself, { situation: 'builds.include-found' }, 'the folder itself is meant');
  const noCommand = await of(missing, `${NAME}, "include_dirs": ["src/.."]`, ['.', '/node']);
  t.match(noCommand, { situation: 'builds.include-found' });

  const undecided = { ...missing, message: '#error Exception support not detected.' };
  t.equal(situationOf(await of(undecided, NAME)), 'builds.exceptions-undecided');
  t.equal(situationOf(await of(undecided, `${NAME}, "define": ["x"]`)), 'builds.defines-misspelt');
  const half = { ...missing, message: 'exception handling disabled, use -fexceptions to enable' };
  t.equal(
    situationOf(await of(half, `${NAME}, "defines": ["NAPI_CPP_EXCEPTIONS"]`)),
    'builds.exceptions-half',
  );
  for (const off of [NAME, `${NAME}, "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]`])
    t.equal(
      situationOf(await of(half, off)),
      'builds.exceptions-off',
      'a throw in the C++ where they are off',
    );
  for (const [complaint, inside, line] of [
    [missing, NAME, 2],
    [missing, `${NAME},\n"include_dirs": [\n"node_modules/node-addon-api"]`, 5],
    [missing, `${NAME},\n"include_dirs": ["x"]`, 4],
    [undecided, NAME, 2],
    [undecided, `${NAME},\n"defines": ["-DNAPI_DISABLE_CPP_EXCEPTIONS"]`, 4],
    [half, `# NAPI_CPP_EXCEPTIONS\n${NAME},\n"defines": [\n"NAPI_CPP_EXCEPTIONS"]`, 6],
  ] as const)
    t.equal(
      (await of(complaint, inside))?.where,
      `binding.gyp:${line}`,
      'not in the C++, which is not to blame',
    );
  t.equal((await of(half, NAME))?.where, 'a.cc:1', 'a throw in the C++');
  t.equal(await of({ ...missing, message: 'other.h: No such file or directory' }, NAME), undefined);

  const typeOf = async (inside: string) => wrongType(await gypOf(t, target(inside)), 'myaddon');
  t.equal(situationOf(await typeOf(`${NAME}, "type": "executable"`)), 'builds.wrong-type');
  t.equal(await typeOf(NAME), undefined);
  t.equal(
    situationOf(await of({ ...missing, message: 'nan.h: No such file or directory' }, NAME)),
    'builds.nan',
  );
});

t.test('of several targets, the one whose build failed', async (t) => {
  const other = '"target_name": "other",\n"include_dirs": ["<!(node -p 1)"]';
  const gyp = await gypOf(t, target(`${other}\n}, {\n${NAME}`));
  const of = (name: string | undefined) => blamedOnGyp(missing, gyp, name, ['x']);
  t.match(of('myaddon'), { situation: 'builds.no-include-dirs', where: 'binding.gyp:5' });
  t.match(of('other'), { situation: 'builds.include-found', where: 'binding.gyp:4' });
  t.match(of(undefined), { situation: 'builds.include-found' }, 'it is not known');
  t.match(of('<(name)'), { situation: 'builds.include-found' }, 'its name is made of variables');

  const misspelt = await gypOf(t, target(`"target_name": "other",\n"define": []\n}, {\n${NAME}`));
  const undecided = { ...missing, message: '#error Exception support not detected.' };
  t.equal(situationOf(blamedOnGyp(undecided, misspelt, 'other', [])), 'builds.defines-misspelt');
  t.equal(situationOf(blamedOnGyp(undecided, misspelt, 'myaddon', [])), 'builds.exceptions-undecided');

  const types = await gypOf(t, target(`"target_name": "other", "type": "none"\n}, {\n${NAME}`));
  t.equal(situationOf(wrongType(types, 'other')), 'builds.wrong-type');
  t.equal(wrongType(types, 'myaddon'), undefined);
});
