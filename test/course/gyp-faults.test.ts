import t from 'tap';
import type { Complaint } from '../../src/build/complaint.js';
import { blamedOnGyp, missingGyp, noSources, refusedGyp, unreadResult } from '../../src/course/gyp-faults.js';

const target = (inside: string) => `{\n  "targets": [ {\n${inside}\n  } ]\n}`;
const NAME = '"target_name": "myaddon"';
const situationOf = (failure: { readonly situation?: { readonly name: string } } | undefined) =>
  failure?.situation?.name;

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
    const failure = refusedGyp({ kind: 'gyp', message, where: 'binding.gyp:7' }, text);
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
  t.equal(situationOf(refusedGyp(said('    1 | // mine'), '//')), 'binding-gyp.slashes');
  t.equal(situationOf(refusedGyp(said('    1 | "<!(node -p "a")"'), 'x')), 'binding-gyp.quotes');
  t.match(refusedGyp(said('    1 | // mine'), '//').observed, /invalid syntax\n {4}1 \| \/\/ mine/);
});

t.test('nothing was compiled', async (t) => {
  const of = (text: string) => noSources('myaddon', text);
  t.match(of(target(NAME)), { situation: { name: 'binding-gyp.no-sources' }, where: 'binding.gyp:2' });
  t.match(of(target(`${NAME},\n"source": ["a.cc"]`)), {
    situation: { name: 'binding-gyp.sources-misspelt', values: { meant: 'source' } },
    where: 'binding.gyp:4',
  });
  t.match(of(target(`${NAME}, "sources": ["a", "a.h"]`)), {
    situation: { name: 'binding-gyp.no-c-sources', values: { names: 'a, a.h' } },
  });
  t.match(of('not to be read'), { where: 'binding.gyp' });
});

t.test('make could not read what gyp wrote', async (t) => {
  const text = target(`${NAME}, "sources": ["a.cc" "b.cc", "c.cc"]`);
  const glued = unreadResult(text, "No rule to make target 'Release/obj.target/myaddon/a.ccb.o'");
  t.match(glued, { situation: { name: 'binding-gyp.glued', values: { first: 'a.cc', second: 'b.cc' } } });
  t.equal(unreadResult(text, 'another reason'), undefined);
  const separator = 'myaddon.target.mk:54: *** missing separator.  Stop.';
  t.equal(situationOf(unreadResult('\n"<!(x)"', separator)), 'binding-gyp.no-path-printed');
  t.equal(unreadResult('{}', separator), undefined);
});

const missing: Complaint = { kind: 'compile', message: 'napi.h: No such file or directory', where: 'a.cc:1' };

t.test('the compiler lacks what binding.gyp should have said', async (t) => {
  const of = (complaint: Complaint, inside: string, folders?: readonly string[]) =>
    blamedOnGyp(complaint, target(inside), folders);
  t.equal(situationOf(of(missing, NAME)), 'builds.no-include-dirs');
  t.match(of(missing, `${NAME},\n"include_dir": ["x"]`), {
    situation: { name: 'builds.include-misspelt' },
    where: 'binding.gyp:4',
  });
  const dirs = `${NAME}, "include_dirs": ["<!(node -p 1)"]`;
  t.equal(situationOf(of(missing, dirs)), 'builds.include-elsewhere');
  t.match(of(missing, dirs, ['undefined', '/node/include']), {
    situation: { name: 'builds.include-found', values: { folders: 'undefined' } },
  });
  const byHand = `${NAME}, "include_dirs": ["node_modules/node-addon-api"]`;
  t.equal(situationOf(of(missing, byHand)), 'builds.include-by-hand');

  const silent = of(missing, `${NAME},\n"include_dirs": [\n"src", "<!(node -e 1)"]`, ['src', '.', '/node']);
  t.match(silent, { situation: { name: 'builds.include-silent' }, where: 'binding.gyp:5' });
  const itself = of(missing, `${NAME}, "include_dirs": [".", "<!(node -p 1)"]`, ['.', '1', '/node']);
  t.match(itself, { situation: { name: 'builds.include-found' } }, 'the folder itself is meant');
  const noCommand = of(missing, `${NAME}, "include_dirs": ["src/.."]`, ['.', '/node']);
  t.match(noCommand, { situation: { name: 'builds.include-found' } });

  const undecided = { ...missing, message: '#error Exception support not detected.' };
  t.equal(situationOf(of(undecided, NAME)), 'builds.exceptions-undecided');
  t.equal(situationOf(of(undecided, `${NAME}, "define": ["x"]`)), 'builds.defines-misspelt');
  const half = { ...missing, message: 'exception handling disabled, use -fexceptions to enable' };
  t.equal(situationOf(of(half, `${NAME}, "defines": ["NAPI_CPP_EXCEPTIONS"]`)), 'builds.exceptions-half');
  for (const off of [NAME, `${NAME}, "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]`])
    t.equal(situationOf(of(half, off)), 'builds.exceptions-off', 'a throw in the C++ where they are off');
  for (const [complaint, inside, line] of [
    [missing, NAME, 2],
    [missing, `${NAME},\n"include_dirs": [\n"node_modules/node-addon-api"]`, 5],
    [missing, `${NAME},\n"include_dirs": ["x"]`, 4],
    [undecided, NAME, 2],
    [undecided, `${NAME},\n"defines": ["-DNAPI_DISABLE_CPP_EXCEPTIONS"]`, 4],
    [half, `# NAPI_CPP_EXCEPTIONS\n${NAME},\n"defines": [\n"NAPI_CPP_EXCEPTIONS"]`, 6],
  ] as const)
    t.equal(of(complaint, inside)?.where, `binding.gyp:${line}`, 'not in the C++, which is not to blame');
  t.equal(of(half, NAME)?.where, 'a.cc:1', 'a throw in the C++');
  t.equal(of({ ...missing, message: 'other.h: No such file or directory' }, NAME), undefined);

  const link: Complaint = { kind: 'link', message: "undefined reference to `main'" };
  t.equal(situationOf(of(link, `${NAME}, "type": "executable"`)), 'builds.wrong-type');
  t.equal(of(link, NAME), undefined);
});
