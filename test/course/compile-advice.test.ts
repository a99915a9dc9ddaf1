/** What the compiler of this machine says of mistakes that people make, and what other compilers say of the same. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { compilerComplaints } from '../../src/build/compiler-complaints.js';
import { includeFolders } from '../../src/build/headers.js';
import { compileAdvice } from '../../src/course/compile-advice.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { hasText } from '../../src/texts/translate.js';

/** The body of a function that has `env`, `info`, and a `std::string text`; behind it may stand whole functions. */
const MISTAKES: readonly (readonly [situation: string, body: string])[] = [
  ['no-return', 'Napi::Number::New(env, 1);'],
  ['empty-return', 'return;'],
  ['javascript', 'let n = 1; return env.Undefined();'],
  ['javascript', 'return undefined;'],
  ['not-known-yet', 'return later(env);'],
  ['one-letter', 'std::fputc("\\n", stdout); return env.Undefined();'],
  ['one-letter', "std::puts('text'); return env.Undefined();"],
  ['not-called', 'double n = text.length; return Napi::Number::New(env, n);'],
  ['text-for-c', 'std::puts(text); return env.Undefined();'],
  ['to-javascript', 'return text.size();'],
  ['to-javascript', 'return text;'],
  ['from-javascript', 'std::string other = info[0]; return env.Undefined();'],
  ['from-javascript', 'int n = info[0]; return env.Undefined();'],
  ['not-in-std', 'std::cout << 1; return env.Undefined();'],
  ['called-by-javascript', 'return Napi::Function::New(env, F());'],
  ['no-such-member', 'Napi::Object o = Napi::Object::New(env); o.print = 1; return o;'],
  ['no-unit', 'std::this_thread::sleep_for(5); return env.Undefined();'],
  ['no-such-form', 'info[0].As<Napi::Function>()(); return env.Undefined();'],
  ['grammar', 'return env.Undefined()'],
];

/** As clang says the same. */
const CLANG: readonly (readonly [situation: string, said: string])[] = [
  ['no-return', 'non-void function does not return a value [-Werror,-Wreturn-type]'],
  ['empty-return', "non-void function 'F' should return a value [-Wreturn-mismatch]"],
  ['not-known-yet', "use of undeclared identifier 'later'"],
  ['javascript', "use of undeclared identifier 'undefined'"],
  ['javascript', "unknown type name 'let'"],
  ['not-called', 'reference to non-static member function must be called; did you mean to call it?'],
  ['no-such-member', "no member named 'print' in 'Napi::Object'"],
  ['not-in-std', "no member named 'cout' in namespace 'std'"],
  ['no-unit', "no matching function for call to 'sleep_for'"],
  ['no-such-form', "no matching member function for call to 'Call'"],
  ['grammar', "expected ';' after return statement"],
];

t.test('g++ and what people meant', async (t) => {
  for (const [situation, body] of MISTAKES) {
    const [first] = complaintsOf(t, body);
    t.equal(first && compileAdvice(first.message), situation, `${body}: ${first?.message}`);
  }
});

t.test('clang says it in other words', async (t) => {
  for (const [situation, said] of CLANG) t.equal(compileAdvice(said), situation, said);
});

t.test('each situation has its words; what is unknown has none', async (t) => {
  for (const [situation] of MISTAKES) t.ok(hasText(`check.builds.${situation}-hint`), situation);
  t.equal(compileAdvice('#error something'), undefined);
});

function complaintsOf(t: import('tap').Test, body: string) {
  const folder = t.testdir({});
  const file = path.join(folder, 'block.cc');
  writeFileSync(
    file,
    `#include <napi.h>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
Napi::Value F(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  std::string text;
  ${body}
}
`,
  );
  const addonApi = path.join(packageRoot, 'node_modules', 'node-addon-api');
  const folders = [addonApi, ...includeFolders()].map((name) => `-I${name}`);
  const flags = [
    '-std=c++17',
    '-Werror=return-type',
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-c',
    '-o',
    '/dev/null',
  ];
  const { stderr } = spawnSync('g++', [...flags, ...folders, file], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return compilerComplaints(stderr, folder);
}
