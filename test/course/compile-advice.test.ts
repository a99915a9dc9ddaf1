/** What the compiler of this machine says of mistakes that people make, and what other compilers say of the same. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { compilerComplaints } from '../../src/build/compiler-complaints.js';
import { includeFolders } from '../../src/build/headers.js';
import { ERRORS_IN_C } from '../../src/build/tool-flags.js';
import { compileAdvice } from '../../src/course/compile-advice.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { hasText } from '../../src/texts/translate.js';

const HEADERS = `#include <napi.h>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
struct Job { int ms; };
class Hidden { void go() {} };
class Taking { public: Taking(int ms) {} };
`;
const FUNCTION = `Napi::Value F(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  std::string text;
  `;
const END = `Napi::Object Init(Napi::Env env, Napi::Object exports) { return exports; }
NODE_API_MODULE(myaddon, Init)
`;

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
  ['new-forgotten', 'Job* job = Job(); return env.Undefined();'],
  ['constructor', 'Taking* taking = new Taking("a", 2); return env.Undefined();'],
  ['no-unit', 'std::this_thread::sleep_for(5); return env.Undefined();'],
  ['no-such-form', 'info[0].As<Napi::Function>()(); return env.Undefined();'],
  ['grammar', 'return env.Undefined()'],
  ['fflush', 'std::fflush(); return env.Undefined();'],
  ['fwrite', 'std::fwrite(text.data(), text.size(), stdout); return env.Undefined();'],
  ['how-many', 'std::puts("a", "b"); return env.Undefined();'],
  ['const-alone', 'const other = text; return env.Undefined();'],
  ['std-forgotten', 'cout << text; return env.Undefined();'],
  ['std-forgotten', 'string other = text; return env.Undefined();'],
  ['std-forgotten', 'const string other = text; return env.Undefined();'],
  ['std-forgotten', 'this_thread::yield(); return env.Undefined();'],
  ['typeof', 'if (typeof info[0] !== "string") return env.Null(); return env.Undefined();'],
  ['typeof', 'if (typeof(info[0]) == "string") return env.Null(); return env.Undefined();'],
  ['three-equals', 'if (text === "a") return env.Null(); return env.Undefined();'],
  ['three-equals', 'if (text !== "typeof") return env.Null(); return env.Undefined();'],
  ['pointer', 'std::string* p = &text; return Napi::Number::New(env, p.size());'],
  ['address', 'Job job = new Job(); return env.Undefined();'],
  ['private', 'Hidden hidden; hidden.go(); return env.Undefined();'],
  ['brace', 'if (text.empty()) { return env.Null(); return env.Undefined();'],
  ['brace', 'return env.Undefined(); } Napi::Value G(const Napi::CallbackInfo& info) { struct {'],
];

/** Whole files, behind the headers and before the module's last line. */
const FILES: readonly (readonly [situation: string, text: string])[] = [
  ['no-env', 'Napi::Value F(const Napi::CallbackInfo& info) { return env.Undefined(); }'],
  ['void-return', 'void F(const Napi::CallbackInfo& info) { return info.Env().Undefined(); }'],
  ['include', 'include <cstdlib>'],
  ['std-forgotten', 'void F(string text) {}'],
  ['not-in-std', 'void F() { std::no_such_thing::yield(); }'],
  [
    'no-closure',
    worker('void Execute() override { std::this_thread::sleep_for(std::chrono::seconds(ms)); }'),
  ],
  ['no-closure', worker('void Execute() override {} void OnOK() override { callback.Call({}); }')],
  ['not-known-yet', worker('void Execute() override { later(1); }')],
  ['not-known-yet', 'void F() { ms = 1; }'],
  ['override', worker('void Execute(int ms) override {}')],
  [
    'no-such-field',
    'class W : public Napi::AsyncWorker { W(Napi::Function f) : Napi::AsyncWorker(f), ms_(1) {} };',
  ],
  [
    'base-class',
    'class W : public Napi::AsyncWorker { W() : ms_(1) {} void Execute() override {} int ms_; };',
  ],
  [
    'not-public',
    'class W : Napi::AsyncWorker { public: void Execute() override {} }; void F(W* worker) { worker->Queue(); }',
  ],
  ['abstract', worker('void execute() {}')],
  [
    'called-by-javascript',
    'void F() {} Napi::Value G(Napi::Env env) { return Napi::Function::New(env, F); }',
  ],
  ['brace', 'class Open { public: void go() {} '],
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
  ['fflush', "no matching function for call to 'fflush'"],
  ['fwrite', "no matching function for call to 'fwrite'"],
  ['std-forgotten', "use of undeclared identifier 'cout'; did you mean 'std::cout'?"],
  ['std-forgotten', "use of undeclared identifier 'cout'"],
  ['std-forgotten', "unknown type name 'string'; did you mean 'std::string'?"],
  ['include', "unknown type name 'include'"],
  ['no-env', "use of undeclared identifier 'env'"],
  ['no-closure', "use of undeclared identifier 'callback'; did you mean 'Callback'?"],
  ['not-known-yet', "use of undeclared identifier 'ms'"],
  ['pointer', "member reference type 'DelayWorker *' is a pointer; did you mean to use '->'?"],
  ['address', "no viable conversion from 'DelayWorker *' to 'DelayWorker'"],
  ['address', "initializing 'Job' with an expression of incompatible type 'void *'"],
  ['void-return', "void function 'F' should not return a value [-Wreturn-mismatch]"],
  ['private', "'go' is a private member of 'Hidden'"],
  ['private', "calling a private constructor of class 'Hidden'"],
  ['override', "non-virtual member function marked 'override' hides virtual member function"],
  ['override', "'Execute' marked 'override' but does not override any member functions"],
  ['abstract', "allocating an object of abstract class type 'DelayWorker'"],
  ['no-header', "use of undeclared identifier 'Napi'"],
  ['no-header', "'Napi' has not been declared"],
  ['called-by-javascript', 'too many arguments to function call, expected 0, have 1'],
  ['brace', 'function definition is not allowed here'],
  ['brace', "expected '}'"],
  ['option', "clang++: unknown argument: '-nonsense'"],
  ['no-such-field', "member initializer 'ms_' does not name a non-static data member or base class"],
  ['not-public', "'Queue' is a private member of 'Napi::AsyncWorker'"],
  ['not-public', "cannot cast 'DelayWorker' to its private base class 'Napi::AsyncWorker'"],
  ['new-forgotten', "no viable conversion from 'DelayWorker' to 'DelayWorker *'"],
  [
    'base-class',
    "constructor for 'DelayWorker' must explicitly initialize the base class 'Napi::AsyncWorker' which does not have a default constructor",
  ],
  ['constructor', "no matching constructor for initialization of 'DelayWorker'"],
  [
    'undeclared-function',
    "call to undeclared function 'napi_type_of'; ISO C99 and later do not support implicit function declarations",
  ],
  [
    'another-pointer',
    "incompatible integer to pointer conversion passing 'int' to parameter of type 'int32_t *' (aka 'int *')",
  ],
  [
    'another-pointer',
    "incompatible pointer types passing 'napi_value *' to parameter of type 'napi_ref *' (aka 'struct napi_ref__ **')",
  ],
];

/** Where clang's words are the same for several mistakes, the line tells. */
const CLANG_AND_LINE: readonly (readonly [situation: string, said: string, line: string])[] = [
  ['const-alone', 'a type specifier is required for all declarations', 'const text = info[0];'],
  ['const-alone', 'C++ requires a type specifier for all declarations', 'const text = info[0];'],
  ['typeof', 'expected expression', 'if (typeof info[0] !== "string") {'],
  ['three-equals', 'expected expression', 'if (text === "a") {'],
  ['grammar', 'expected expression', 'if (text == ) { // typeof, ==='],
  ['fwrite', 'too few arguments to function call, expected 4, have 3', 'fwrite(text, 2, stdout);'],
];

/** What gcc says of C. */
const C: readonly (readonly [situation: string, text: string])[] = [
  ['address', 'void F(void* data) { Job job = data; }'],
  ['pointer', 'void F(void* data) { Job* job = data; job.ms = 1; }'],
  ['no-env', 'void* F(void) { return env; }'],
  ['how-many', 'void G(int a, int b); void F(void) { G(1); }'],
  ['fwrite', 'void F(void) { fwrite("a", 1, stdout); }'],
  ['include', 'include <stdlib.h>'],
  ['brace', 'void F(void) { if (1) {'],
  ['cpp-in-c', 'void F(void) { Job* job = new Job(); }'],
  ['cpp-in-c', 'void F(void) { std::string text; }'],
  ['cpp-in-c', 'void F(void) { Job* job = nullptr; }'],
  ['cpp-in-c', 'class Job2 { int ms; };'],
  ['cpp-in-c', 'Napi::Value F(void) { return 0; }'],
  ['not-known-yet-in-c', 'void F(void) { job->ms = 1; }'],
  ['undeclared-function', 'void F(void) { napi_type_of(1); }'],
  ['another-pointer', 'void G(int* ms); void F(void) { int ms; G(ms); }'],
  ['another-pointer', 'void G(int* ms); void F(void) { long ms; G(&ms); }'],
  ['void-return-in-c', 'void F(void) { return 1; }'],
  ['empty-return-in-c', 'int F(void) { return; }'],
];

t.test('g++ and what people meant', async (t) => {
  for (const [situation, body] of MISTAKES) {
    const [first] = complaintsOf(t, `${body}\n}`);
    t.equal(first && compileAdvice(first), situation, `${body}: ${first?.message}`);
  }
});

t.test('g++ and what stands outside of functions', async (t) => {
  for (const [situation, text] of FILES) {
    const [first] = complaintsOf(t, text, '');
    t.equal(first && compileAdvice(first), situation, `${text}: ${first?.message}`);
  }
});

t.test('gcc, and the same in C', async (t) => {
  const head = '#include <stdio.h>\ntypedef struct { int ms; } Job;\n';
  for (const [situation, text] of C) {
    const [first] = complaintsIn(t, 'block.c', `${head}${text}\n`);
    t.equal(first && compileAdvice(first), situation, `${text}: ${first?.message}`);
  }
});

t.test('clang says it in other words', async (t) => {
  for (const [situation, message] of CLANG) t.equal(compileAdvice({ message }), situation, message);
  for (const [situation, message, line] of CLANG_AND_LINE)
    t.equal(compileAdvice({ message, excerpt: `    5 | ${line}\n      | ^` }), situation, line);
});

t.test('the compiler is told what it does not know', async (t) => {
  const [first, ...others] = complaintsIn(t, 'block.cc', 'int i;\n', ['-nonsense']);
  t.match(first?.message, /^g\+\+: unrecognized .*-nonsense/);
  t.equal(first && compileAdvice(first), 'option');
  t.same(others, []);
  t.equal(compileAdvice({ message: 'other.cc: No such file or directory' }), undefined, 'a file of that end');
});

t.test('quotes of any form', async (t) => {
  t.equal(compileAdvice({ message: '‘cout’ was not declared in this scope' }), 'std-forgotten');
});

t.test('each situation has its words; what is unknown has none', async (t) => {
  for (const [situation] of [...MISTAKES, ...FILES, ...C, ...CLANG])
    t.ok(hasText(`check.builds.${situation}-hint`), situation);
  t.equal(compileAdvice({ message: '#error something' }), undefined);
});

/** Its method goes into a class, an object of which Delay makes. */
function worker(method: string) {
  return `class W : public Napi::AsyncWorker {
 public:
  explicit W(const Napi::Function& callback) : Napi::AsyncWorker(callback) {}
  ${method}
};
Napi::Value Delay(const Napi::CallbackInfo& info) {
  int ms = info[0].As<Napi::Number>().Int32Value();
  Napi::Function callback = info[1].As<Napi::Function>();
  (new W(callback))->Queue();
  return info.Env().Undefined();
}`;
}

/** Of a file that ends as add-ons do. */
function complaintsOf(t: import('tap').Test, text: string, before = FUNCTION) {
  return complaintsIn(t, 'block.cc', `${HEADERS}${before}${text}\n${END}`);
}

function complaintsIn(t: import('tap').Test, name: string, text: string, more: readonly string[] = []) {
  const folder = t.testdir({});
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const addonApi = path.join(packageRoot, 'node_modules', 'node-addon-api');
  const folders = [addonApi, ...includeFolders()].map((name) => `-I${name}`);
  const isC = name.endsWith('.c');
  const errors = isC ? ERRORS_IN_C : ['-Werror=return-type'];
  const flags = [...errors, '-DNAPI_DISABLE_CPP_EXCEPTIONS', '-c', '-o', '/dev/null'];
  const [compiler, standard] = isC ? ['gcc', 'gnu11'] : ['g++', 'gnu++17'];
  const { stderr } = spawnSync(compiler!, [`-std=${standard}`, ...flags, ...more, ...folders, file], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return compilerComplaints(stderr, folder);
}
