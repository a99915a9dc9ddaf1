import t from 'tap';
import { linkerComplaint } from '../../src/build/linker-complaint.js';

const FOLDER = '/cache/package';
const read = (text: string) => {
  const lines = text.split('\n');
  return lines.map((_, index) => linkerComplaint(lines, index, FOLDER)).find(Boolean);
};

t.test('GNU ld: defined twice', async (t) => {
  const said = read(`/usr/bin/ld: Release/obj.target/myaddon/src/worker.o: in function \`f()':
${FOLDER}/build/../../../node_modules/node-addon-api/napi-inl.h:3410: multiple definition of \`ms(Napi::Value const&)'; Release/obj.target/myaddon/src/addon.o:${FOLDER}/build/../src/worker.h:6: first defined here
collect2: error: ld returned 1 exit status`);
  t.same(said, {
    kind: 'link',
    message: "multiple definition of `ms(Napi::Value const&)'",
    where: 'src/worker.h:6',
    link: { kind: 'defined-twice', name: 'ms(Napi::Value const&)', objects: ['src/worker', 'src/addon'] },
  });
  const variable = read(
    "/usr/bin/ld: Release/obj.target/myaddon/b.o:(.bss+0x0): multiple definition of `n'; Release/obj.target/a.a(a.o):(.bss+0x0): first defined here",
  );
  t.same(variable?.link, { kind: 'defined-twice', name: 'n', objects: ['b', 'a'] });
  t.equal(variable?.where, undefined);
});

t.test('GNU ld: undefined', async (t) => {
  const said = read(`/usr/bin/ld: Release/obj.target/myaddon/a.o: in function \`f()':
${FOLDER}/build/../a.cc:7: undefined reference to \`rest(int)'`);
  t.same(said?.link, { kind: 'undefined', name: 'rest(int)', objects: ['a'] });
  t.equal(said?.where, 'a.cc:7');
});

t.test('a library', async (t) => {
  t.match(read('/usr/bin/ld: cannot find -lfoo: No such file or directory'), { link: { name: 'foo' } });
  t.match(read('/usr/bin/ld: cannot find ../libfoo.a: No such file or directory'), {
    link: { kind: 'no-library', name: '../libfoo.a' },
  });
  t.match(read("ld: library 'foo' not found"), { link: { kind: 'no-library', name: 'foo' } });
});

t.test('lld, Apple and MSVC', async (t) => {
  const lld = read(`ld.lld: error: duplicate symbol: ms(int)
>>> defined at worker.h:6 (../src/worker.h:6)
>>>            Release/obj.target/myaddon/src/a.o:(ms(int))
>>> defined at worker.h:6 (../src/worker.h:6)
>>>            Release/obj.target/myaddon/src/b.o:(.text+0x0)
`);
  t.match(lld, { where: 'src/worker.h:6', link: { name: 'ms(int)', objects: ['src/a', 'src/b'] } });
  const apple = read(`duplicate symbol 'F()' in:
    /cache/package/build/Release/obj.target/myaddon/a.o
    /cache/package/build/Release/obj.target/myaddon/b.o`);
  t.match(apple?.link, { kind: 'defined-twice', name: 'F()', objects: ['a', 'b'] });
  const undefinedOnes = read('Undefined symbols for architecture arm64:\n  "rest(int)", referenced from:\n');
  t.match(undefinedOnes?.link, { kind: 'undefined', name: 'rest(int)' });
  t.match(read('b.obj : error LNK2005: "void __cdecl f(void)" (?f@@YAXXZ) already defined in a.obj')?.link, {
    kind: 'defined-twice',
    name: 'void __cdecl f(void)',
  });
});
