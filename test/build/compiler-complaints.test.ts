import path from 'node:path';
import t from 'tap';
import { compilerComplaints, refusedWarnings } from '../../src/build/compiler-complaints.js';

const folder = path.resolve('/cache/room with spaces/workspaces/0123/package');

function complaints(output: string) {
  return compilerComplaints(output, folder);
}

t.test("a lambda is named by its place in the learner's file", async (t) => {
  for (const [file, place] of [
    ['../my add-on.cc', 'my add-on.cc:5'],
    ['/cache/package/src/my.h', 'src/my.h:5'],
    ['/usr/include/c++/functional', 'functional:5'],
  ]) {
    const output = `../myaddon.cc:1:2: error: no viable conversion from '(lambda at ${file}:5:86)' to 'int'`;
    const [complaint] = compilerComplaints(output, '/cache/package');
    t.equal(complaint?.message, `no viable conversion from '(lambda at ${place})' to 'int'`);
  }
});

t.test('gcc', async (t) => {
  const output = `
  CXX(target) Release/obj.target/myaddon/myaddon.o
../myaddon.cc: In function ‘void Delay(const Napi::CallbackInfo&)’:
../myaddon.cc:5:32: error: expected ‘;’ before ‘return’
    5 |   std::this_thread::sleep_for(x)
      |                                ^
      |                                ;
    6 |   return;
      |   ~~~~~~                        
../src/worker.h:12:3: error: ‘Foo’ does not name a type; did you mean ‘foo’?
   12 |   Foo foo;
      |   ^~~
      |   foo
../myaddon.cc:9:1: warning: no return statement in function returning non-void [-Wreturn-type]
    9 | }
      | ^
make: *** [myaddon.target.mk:119: Release/obj.target/myaddon/myaddon.o] Error 1
gyp ERR! build error `;
  t.same(complaints(output), [
    {
      kind: 'compile',
      message: 'expected ‘;’ before ‘return’',
      where: 'myaddon.cc:5',
      excerpt: '    5 |   std::this_thread::sleep_for(x)\n      |                                ^',
    },
    {
      kind: 'compile',
      message: '‘Foo’ does not name a type; did you mean ‘foo’?',
      where: 'src/worker.h:12',
      excerpt: '   12 |   Foo foo;\n      |   ^~~',
    },
  ]);
});

t.test('gcc: an error inside a header is where the learner led it to', async (t) => {
  const included = `
In file included from ../my addon.cc:2:
/cache/room with spaces/node_modules/node-addon-api/napi.h:13:10: fatal error: node_api.h: No such file or directory
   13 | #include <node_api.h>
      |          ^~~~~~~~~~~~
compilation terminated.`;
  // Its own line would stand beside the learner's place, as if it were in their file.
  t.same(complaints(included), [
    { kind: 'compile', message: 'node_api.h: No such file or directory', where: 'my addon.cc:2' },
  ]);

  const chain = `
In file included from /usr/include/c++/12/bits/stl_algobase.h:71,
                 from /usr/include/c++/12/functional:61,
                 from /cache/room with spaces/node_modules/node-addon-api/napi.h:14,
                 from ../myaddon.cc:1:
/usr/include/c++/12/bits/predefined_ops.h: In instantiation of ‘constexpr bool __gnu_cxx::__ops::less()’:
/usr/include/c++/12/bits/stl_algo.h:1809:14:   required from ‘void std::__insertion_sort(_It, _It)’
/usr/include/c++/12/bits/stl_algo.h:4820:18:   required from ‘void std::sort(_It, _It)’
../myaddon.cc:7:12:   required from here
/usr/include/c++/12/bits/predefined_ops.h:45:23: error: no match for ‘operator<’ (operand types are ‘A’ and ‘A’)
   45 |       { return *__it1 < *__it2; }
      |                ~~~~~~~^~~~~~~~`;
  t.match(complaints(chain), [{ where: 'myaddon.cc:7', message: /^no match for ‘operator<’/ }]);
});

t.test('what the compiler shows of the code is not taken for an error', async (t) => {
  const output = `
../a.cc:3:3: error: ‘log’ was not declared in this scope
    3 |   log("undefined reference to everything"); // a.cc:9:9: error: not this
      |   ^~~`;
  t.equal(complaints(output).length, 1);
});

t.test('gcc: the method that an error stands in', async (t) => {
  const said = (scope: string) => `../myaddon.cc: ${scope}:\n../myaddon.cc:5:3: error: nonsense`;
  const methods = (output: string) => complaints(output).map(({ method }) => method);
  const method = said("In member function 'virtual void W::Execute()'");
  t.same(methods(method), ['virtual void W::Execute()']);
  t.same(methods(said('In static member function ‘static int W::Count()’')), ['static int W::Count()']);
  const functions = [said("In function 'int F()'"), said('At global scope'), said('In lambda function')];
  for (const after of functions)
    t.same(methods(`${method}\n${after}`), ['virtual void W::Execute()', undefined], after);
  t.same(methods(`${method}\n../other.cc:1:1: error: nonsense`)[1], undefined, 'another file');
});

t.test('the compiler stumbles over an option', async (t) => {
  const output = `make: Entering directory '/cache'
  CXX(target) Release/obj.target/myaddon/myaddon.o
g++: error: unrecognized command-line option ‘-nonsense’
make: *** [myaddon.target.mk:110: Release/obj.target/myaddon/myaddon.o] Error 1`;
  t.same(complaints(output), [
    { kind: 'compile', message: 'g++: unrecognized command-line option ‘-nonsense’' },
  ]);
  const clang = "/usr/bin/clang++: error: unknown argument: '-nonsense'";
  t.same(complaints(clang), [{ kind: 'compile', message: "clang++: unknown argument: '-nonsense'" }]);
  const linker = 'clang++: error: linker command failed with exit code 1 (use -v to see invocation)';
  t.same(complaints(linker), [], 'said in the lines above');
});

t.test('folders whose name begins like ours', async (t) => {
  const own = (file: string) => complaints(`${file}:3:1: error: no`)[0]?.where;
  t.equal(own('../builder.cc'), 'builder.cc:3');
  t.equal(own('../building/a.cc'), 'building/a.cc:3');
  t.equal(own('../src/build/a.h'), 'src/build/a.h:3');
  t.equal(own('../..hidden.cc'), '..hidden.cc:3');
  t.equal(own(path.join(folder, 'include', 'a.h')), 'include/a.h:3', 'an absolute path');
  t.equal(own('Release/obj/gen/made.cc'), undefined, 'made by the build');
  t.equal(own('../node_modules/dependency/a.h'), undefined);
  t.equal(own('../../elsewhere/a.cc'), undefined);
  t.equal(own('/usr/include/stdio.h'), undefined);
});

t.test('clang', async (t) => {
  const output = `
../myaddon.cc:5:3: error: use of undeclared identifier 'foo'
  foo(1);
  ^
../myaddon.cc:9:23: error: expected ';' after expression
    9 |   info.Env().Undefined()
      |                         ^
      |                         ;
In file included from ../myaddon.cc:1:
/x/napi.h:3086:12: error: no matching constructor for initialization of 'Foo'
    return Foo(1);
           ^   ~
../myaddon.cc:17:3: note: in instantiation of function template specialization 'Napi::Make<Foo>' requested here
  Napi::Make<Foo>();
  ^
3 errors generated.`;
  t.same(complaints(output), [
    {
      kind: 'compile',
      message: "use of undeclared identifier 'foo'",
      where: 'myaddon.cc:5',
      excerpt: '    5 |   foo(1);\n      |   ^',
    },
    {
      kind: 'compile',
      message: "expected ';' after expression",
      where: 'myaddon.cc:9',
      excerpt: '    9 |   info.Env().Undefined()\n      |                         ^',
    },
    {
      kind: 'compile',
      message: "no matching constructor for initialization of 'Foo'",
      where: 'myaddon.cc:17',
    },
  ]);
});

t.test('MSVC', async (t) => {
  const output = [
    'Building the projects in this solution one at a time. To enable parallel build, please add the "-m" switch.',
    '  myaddon.cc',
    "C:\\Users\\Zoë B\\build\\..\\myaddon.cc(5,32): error C2143: syntax error: missing ';' before 'return' [C:\\Users\\Zoë B\\build\\myaddon.vcxproj]",
    "..\\src\\worker.cc(12): error C2065: 'foo': undeclared identifier [C:\\b\\build\\myaddon.vcxproj]",
    "..\\myaddon.cc(1,10): fatal error C1083: Cannot open include file: 'nap.h': No such file or directory [C:\\b\\build\\myaddon.vcxproj]",
    '..\\myaddon.cc(3,1): warning C4244: conversion [C:\\b\\build\\myaddon.vcxproj]',
  ].join('\r\n');
  t.same(
    complaints(output).map(({ message }) => message),
    [
      "C2143: syntax error: missing ';' before 'return'",
      "C2065: 'foo': undeclared identifier",
      "C1083: Cannot open include file: 'nap.h': No such file or directory",
    ],
  );
});

t.test('linkers', async (t) => {
  const said = (output: string) => {
    const [first, ...more] = complaints(output);
    t.equal(first?.kind, 'link');
    t.same(more, []);
    return first?.message;
  };
  t.equal(
    said(
      "/usr/bin/ld: Release/obj.target/myaddon.o: in function `Init':\n../a.cc:7: undefined reference to `Sleep()'",
    ),
    "undefined reference to `Sleep()'",
  );
  t.equal(said('/usr/bin/ld: cannot find -lfoo: No such file or directory'), 'cannot find -lfoo');
  t.match(
    said(
      "/usr/bin/ld: b.o: in function `F()':\nb.cc:(.text+0x0): multiple definition of `F()'; a.o:a.cc:(.text+0x0): first defined here",
    ),
    /^multiple definition of `F\(\)'/,
  );
  t.match(
    said(
      'Undefined symbols for architecture arm64:\n  "Sleep()", referenced from:\n      Init() in myaddon.o\nld: symbol(s) not found',
    ),
    /architecture arm64: "Sleep\(\)", referenced from:/,
  );
  t.equal(
    said('ld: library not found for -lfoo\nclang: error: linker command failed'),
    'library not found for -lfoo',
  );
  t.equal(said("ld: library 'foo' not found"), "library 'foo' not found");
  t.match(said("duplicate symbol 'F()' in:\n    a.o\n    b.o"), /^duplicate symbol 'F\(\)'/);
  t.equal(
    said('ld.lld: error: undefined symbol: Sleep()\n>>> referenced by a.cc'),
    'undefined symbol: Sleep()',
  );
  t.equal(
    said(
      'myaddon.obj : error LNK2019: unresolved external symbol Sleep referenced in Init [C:\\b\\myaddon.vcxproj]',
    ),
    'LNK2019: unresolved external symbol Sleep referenced in Init',
  );
  t.equal(
    said("LINK : fatal error LNK1181: cannot open input file 'foo.lib' [C:\\b\\myaddon.vcxproj]"),
    "LNK1181: cannot open input file 'foo.lib'",
  );
});

t.test('nothing to complain about', async (t) => {
  const output = `
gyp info spawn make
  CXX(target) Release/obj.target/myaddon/myaddon.o
../myaddon.cc:9:1: warning: this error: is none [-Werror-like]
../myaddon.cc:9:1: note: declared here
  SOLINK_MODULE(target) Release/obj.target/myaddon.node
gyp info ok `;
  t.same(complaints(output), []);
  t.same(complaints(''), []);
});

t.test('warnings of a build that succeeded', async (t) => {
  const output = `
../myaddon.cc:9:14: warning: passing objects of non-trivially-copyable type ‘std::string’ through ‘...’ is conditionally supported [-Wconditionally-supported]
    9 |   std::printf("%s\\n", line);
      |   ~~~~~~~~~~~^~~~~~~~~~~~~~
../myaddon.cc:12:3: warning: casting between pointer-to-function and pointer-to-object is conditionally-supported [-Wconditionally-supported]
   12 |   reinterpret_cast<void (*)()>(data)();
my-step.js:3: error: this step of binding.gyp goes on
`;
  t.same(
    refusedWarnings(output, folder).map(({ where }) => where),
    ['myaddon.cc:9'],
  );
});
