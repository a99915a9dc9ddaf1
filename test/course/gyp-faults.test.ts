import t from 'tap';
import type { Complaint } from '../../src/build/complaint.js';
import { blamedOnGyp, missingGyp, noSources, refusedGyp, unreadResult } from '../../src/course/gyp-faults.js';
import { finding } from '../../src/report/finding.js';

const target = (inside: string) => `{\n  "targets": [ {\n${inside}\n  } ]\n}`;
const NAME = '"target_name": "myaddon"';

t.test('there is no binding.gyp', async (t) => {
  t.equal(missingGyp(t.testdir({ 'package.json': '' })).situation, 'binding-gyp.missing');
  const elsewhere = ['bindings.gyp', 'src/binding.gyp', 'binding.gyp.txt', 'Binding.GYP', 'binding.gypi'];
  t.same(
    elsewhere.map((found) => {
      const [name, folder] = found.split('/').reverse() as [string, string?];
      const file = { [name]: '' };
      return missingGyp(t.testdir(folder === undefined ? file : { [folder]: file }));
    }),
    elsewhere.map((found) => finding('binding-gyp.elsewhere', { found }, found)),
  );
  const inModules = missingGyp(t.testdir({ node_modules: { 'binding.gyp': '' } }));
  t.equal(inModules.situation, 'binding-gyp.missing', 'not that of another package');
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
  const judged = refused.map(([text, message]) =>
    refusedGyp({ kind: 'gyp', message, where: 'binding.gyp:7' }, text),
  );
  t.same(
    judged.map(({ situation, where }) => [situation, where]),
    refused.map(([, , situation, where = 'binding.gyp:7']) => [`binding-gyp.${situation}`, where]),
  );
});

t.test('the line that gyp stopped at tells more', async (t) => {
  const said = (excerpt: string): Complaint => ({
    kind: 'gyp',
    message: 'SyntaxError: invalid syntax',
    excerpt,
  });
  t.same(
    refusedGyp(said('    1 | // mine'), '//'),
    finding('binding-gyp.slashes', { message: 'SyntaxError: invalid syntax', source: '\n    1 | // mine' }),
  );
  t.equal(refusedGyp(said('    1 | "<!(node -p "a")"'), 'x').situation, 'binding-gyp.quotes');
});

t.test('nothing was compiled', async (t) => {
  const of = (text: string) => noSources('myaddon', text);
  t.hasStrict(of(target(NAME)), finding('binding-gyp.no-sources', {}, 'binding.gyp:2'));
  t.same(
    of(target(`${NAME},\n"source": ["a.cc"]`)),
    finding('binding-gyp.sources-misspelt', { meant: 'source' }, 'binding.gyp:4'),
  );
  t.hasStrict(
    of(target(`${NAME}, "sources": ["a", "a.h"]`)),
    finding('binding-gyp.no-c-sources', { names: 'a, a.h' }),
  );
  t.equal(of('not to be read').where, 'binding.gyp');
});

t.test('make could not read what gyp wrote', async (t) => {
  const text = target(`${NAME}, "sources": ["a.cc" "b.cc", "c.cc"]`);
  const glued = unreadResult(text, "No rule to make target 'Release/obj.target/myaddon/a.ccb.o'");
  t.hasStrict(glued, finding('binding-gyp.glued', { first: 'a.cc', second: 'b.cc' }));
  t.equal(unreadResult(text, 'another reason'), undefined);
  const separator = 'myaddon.target.mk:54: *** missing separator.  Stop.';
  t.same(unreadResult('\n"<!(x)"', separator), finding('binding-gyp.no-path-printed', {}, 'binding.gyp:2'));
  t.equal(unreadResult('{}', separator), undefined);
});

const missing: Complaint = { kind: 'compile', message: 'napi.h: No such file or directory', where: 'a.cc:1' };

t.test('the compiler lacks what binding.gyp should have said', async (t) => {
  const of = (complaint: Complaint, inside: string, folders?: readonly string[]) =>
    blamedOnGyp(complaint, target(inside), folders);
  t.equal(of(missing, NAME)?.situation, 'builds.no-include-dirs');
  t.hasStrict(
    of(missing, `${NAME},\n"include_dir": ["x"]`),
    finding('builds.include-misspelt', {}, 'binding.gyp:4'),
  );
  const dirs = `${NAME}, "include_dirs": ["<!(node -p 1)"]`;
  t.equal(of(missing, dirs)?.situation, 'builds.include-elsewhere');
  t.hasStrict(
    of(missing, dirs, ['undefined', '/node/include']),
    finding('builds.include-found', { folders: 'undefined' }),
  );
  const byHand = `${NAME}, "include_dirs": ["node_modules/node-addon-api"]`;
  t.equal(of(missing, byHand)?.situation, 'builds.include-by-hand');

  const silent = of(missing, `${NAME},\n"include_dirs": [\n"src", "<!(node -e 1)"]`, ['src', '.', '/node']);
  t.hasStrict(silent, finding('builds.include-silent', {}, 'binding.gyp:5'));
  const itself = of(missing, `${NAME}, "include_dirs": [".", "<!(node -p 1)"]`, ['.', '1', '/node']);
  t.hasStrict(itself, finding('builds.include-found'), 'the folder itself is meant');
  const noCommand = of(missing, `${NAME}, "include_dirs": ["src/.."]`, ['.', '/node']);
  t.hasStrict(noCommand, finding('builds.include-found'));

  const undecided = { ...missing, message: '#error Exception support not detected.' };
  t.equal(of(undecided, NAME)?.situation, 'builds.exceptions-undecided');
  t.equal(of(undecided, `${NAME}, "define": ["x"]`)?.situation, 'builds.defines-misspelt');
  const half = { ...missing, message: 'exception handling disabled, use -fexceptions to enable' };
  t.equal(of(half, `${NAME}, "defines": ["NAPI_CPP_EXCEPTIONS"]`)?.situation, 'builds.exceptions-half');
  const off = [NAME, `${NAME}, "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]`];
  t.same(
    off.map((inside) => of(half, inside)?.situation),
    off.map(() => 'builds.exceptions-off'),
    'a throw in the C++ where they are off',
  );
  const blamed = [
    [missing, NAME, 2],
    [missing, `${NAME},\n"include_dirs": [\n"node_modules/node-addon-api"]`, 5],
    [missing, `${NAME},\n"include_dirs": ["x"]`, 4],
    [undecided, NAME, 2],
    [undecided, `${NAME},\n"defines": ["-DNAPI_DISABLE_CPP_EXCEPTIONS"]`, 4],
    [half, `# NAPI_CPP_EXCEPTIONS\n${NAME},\n"defines": [\n"NAPI_CPP_EXCEPTIONS"]`, 6],
  ] as const;
  t.same(
    blamed.map(([complaint, inside]) => of(complaint, inside)?.where),
    blamed.map(([, , line]) => `binding.gyp:${line}`),
    'not in the C++, which is not to blame',
  );
  t.equal(of(half, NAME)?.where, 'a.cc:1', 'a throw in the C++');
  t.equal(of({ ...missing, message: 'other.h: No such file or directory' }, NAME), undefined);

  const link: Complaint = { kind: 'link', message: "undefined reference to `main'" };
  t.equal(of(link, `${NAME}, "type": "executable"`)?.situation, 'builds.wrong-type');
  t.equal(of(link, NAME), undefined);
});
