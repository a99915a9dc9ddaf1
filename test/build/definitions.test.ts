import t, { type Test } from 'tap';
import { definitionInHeader, missingDefinition, sourceOf } from '../../src/build/definitions.js';

const MAKEFILE = (name: string, ...objects: string[]) =>
  `OBJS := \\\n${objects.map((object) => `\t$(obj).target/${name}/${object}.o`).join(' \\\n')}\n`;

function folderOf(t: Test, files: Record<string, string>) {
  const folder = t.testdir({
    build: { 'myaddon.target.mk': MAKEFILE('myaddon', 'a'), 'lib.target.mk': MAKEFILE('lib', 'lib') },
    ...files,
  });
  return (name: string) => missingDefinition(name, 'myaddon', Object.keys(files), folder);
}

t.test('a definition in a source that is not compiled', async (t) => {
  const missing = folderOf(t, {
    'a.cc': '// rest(int ms) {}\nvoid rest(int ms);\nint main() { if (rest(1)) { rest(2); } }\n',
    'b.cc':
      '#include <x>\n\nclass W;\nvoid rest(int ms) {\n}\nW::W(int a) : a_(a) {}\nnamespace n {\nint in(int) { return 1; }\n}\n',
  });
  t.same(await missing('rest(int)'), { kind: 'source-not-listed', where: 'b.cc:4', source: 'b.cc' });
  t.match(await missing('W::W(int)'), { where: 'b.cc:6' });
  t.match(await missing('vtable for W'), { where: 'b.cc:6' });
  t.match(await missing('n::in(int)'), { where: 'b.cc:8' });
  t.equal(await missing('W::Execute()'), undefined);
  t.equal(await missing('nothing'), undefined);
});

t.test('another target compiles it, or it is a function of C', async (t) => {
  const missing = folderOf(t, {
    'a.c': 'void rest(int ms) {}\n',
    'lib.cc': 'void go() {}\nstatic void own() {}\n',
  });
  t.match(await missing('go()'), { kind: 'dependency-forgotten', other: 'lib', where: 'lib.cc:1' });
  t.match(await missing('rest(int)'), { kind: 'c-linkage', source: 'a.c' });
  t.equal(await missing('rest'), undefined, 'a C function that is there');
  t.equal(await missing('own()'), undefined, 'no other file can use a static function');
});

t.test('a definition in a header that both include', async (t) => {
  const files = {
    'a.cc': '#include "all.h"\n',
    'b.cc': '#include "src/all.h"\n',
    'c.cc': '// #include "all.h"\n',
    'all.h': 'extern int other;\nint counter = 0;\nint other();\n',
  };
  const folder = t.testdir(files);
  const inHeader = (name: string, ...sources: string[]) =>
    definitionInHeader(name, sources, Object.keys(files), folder);
  t.equal(inHeader('counter', 'a.cc', 'b.cc'), 'all.h:2');
  t.equal(inHeader('counter', 'a.cc', 'c.cc'), undefined);
  t.equal(inHeader('other', 'a.cc', 'b.cc'), undefined);
});

t.test('the source of an object', async (t) => {
  const files = ['src/a.cc', 'src/a.h', 'x/b.cc', 'y/b.cc'];
  t.equal(sourceOf('src/a', files), 'src/a.cc');
  t.equal(sourceOf('a', files), 'src/a.cc', 'in a static library');
  t.equal(sourceOf('b', files), undefined, 'either');
});
