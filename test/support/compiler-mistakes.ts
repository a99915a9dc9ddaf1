/** Code with typical mistakes of JavaScript developers, each with the situation of `builds` that it causes. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { compilerComplaints } from '../../src/build/compiler-complaints.js';
import type { Complaint } from '../../src/build/complaint.js';
import { includeFolders } from '../../src/build/headers.js';
import { STRICT_C, STRICT_CPP } from '../../src/build/tool-flags.js';
import { packageRoot } from '../../src/environment/package-root.js';

const C_HEADERS = '#include <stdio.h>\ntypedef struct { int ms; } Job;\n';
const HEADERS = `#include <napi.h>
#include <chrono>
#include <cstdio>
#include <functional>
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

/** The body of a function that has `env`, `info`, and a `std::string text`; whole functions can follow it. */
const IN_A_FUNCTION: readonly (readonly [situation: string, body: string])[] = [
  ['variable-type', 'n = 5; return env.Undefined();'],
  ['variable-type', 'for (i = 0; i < 5; i++) {} return env.Undefined();'],
  ['arrow', 'auto f = (n) => { return n; }; return env.Undefined();'],
  ['arrow', 'auto f = n => n + 1; return env.Undefined();'],
  ['template-literal', 'std::string t = `a text`; return env.Undefined();'],
  ['async', 'await later(1); return env.Undefined();'],
  ['console', 'console.log(text); return env.Undefined();'],
  ['javascript-library', 'double n = Math.sqrt(4); return env.Undefined();'],
  ['throws-javascript', 'throw new Error("bad"); return env.Undefined();'],
  ['throws-javascript', 'throw TypeError("bad"); return env.Undefined();'],
  [
    'throw-returns-nothing',
    'throw Napi::Error::New(env, "bad").ThrowAsJavaScriptException(); return env.Undefined();',
  ],
  [
    'throw-returns-nothing',
    'throw Napi::Error::New(env, "bad")\n.ThrowAsJavaScriptException(); return env.Undefined();',
  ],
  ['throw-returns-nothing', 'return Napi::Error::New(env, "bad").ThrowAsJavaScriptException();'],
  ['throw-returns-nothing', 'return Napi::Error::New(env, "bad")\n.ThrowAsJavaScriptException();'],
  [
    'throw-returns-nothing',
    'Napi::Error e = Napi::Error::New(env, "bad").ThrowAsJavaScriptException(); return e.Value();',
  ],
  ['info-by-value', 'struct Kept { Napi::CallbackInfo info; }; Kept kept{info}; return env.Undefined();'],
  ['not-copyable', 'std::thread a([] {}); std::thread b = a; return env.Undefined();'],
  [
    'not-copyable',
    'auto f = Napi::Persistent(info[0].As<Napi::Function>()); auto g = [f]() {}; return env.Undefined();',
  ],
  [
    'not-copyable',
    'auto f = Napi::Persistent(info[0].As<Napi::Function>()); std::function<void()> g = [f = std::move(f)]() {}; return env.Undefined();',
  ],
  ['made-by-new', 'Napi::Error("bad").ThrowAsJavaScriptException(); return env.Undefined();'],
  ['made-by-new', 'return Napi::Number(env, 1);'],
  ['dot-for-scope', 'return Napi.Number.New(env, 1);'],
  ['dot-for-scope', 'return Napi::Number.New(env, 1);'],
  ['env-first', 'double n = 1; return Napi::Number::New(n);'],
  ['call-arguments', 'int ms = 1; info[0].As<Napi::Function>().Call({ms}); return env.Undefined();'],
  ['call-arguments', 'info[0].As<Napi::Function>().Call({text}); return env.Undefined();'],
  ['call-arguments', 'info[0].As<Napi::Function>().Call(); return env.Undefined();'],
  ['convert-first', 'text = info[0].Utf8Value(); return env.Undefined();'],
  ['convert-first', 'info[0].Call({}); return env.Undefined();'],
  ['info-length', 'int n = info.length; return env.Undefined();'],
  ['value-length', 'int n = info[0].length; return env.Undefined();'],
  ['value-length', 'int n = info[0].As<Napi::String>().length(); return env.Undefined();'],
  ['from-javascript', 'text = "text" + info[0]; return env.Undefined();'],
  ['from-javascript', 'double n = info[0] * 2; return env.Undefined();'],
  ['to-javascript', 'Napi::Number n = 5; return n;'],
  ['to-javascript', 'Napi::Value value = text; return value;'],
  ['number-in-text', 'text = text + 5; return env.Undefined();'],
  ['two-literals', 'text = "a" + "b"; return env.Undefined();'],
  ['one-letter', "return Napi::String::New(env, 'hello');"],
  ['one-letter', "return Napi::String::New(env, 'x');"],
  ['null', 'return null;'],
  ['null', 'if (info[0] == undefined) return env.Null(); return env.Undefined();'],
  ['no-namespace', 'String other = info[0]; return env.Undefined();'],
  ['no-namespace', 'return Number::New(env, 1);'],
  ['not-called', 'if (info[0].IsString) return env.Null(); return env.Undefined();'],
  ['not-called', 'return env.Null;'],
  ['not-captured', 'int ms = 1; auto f = []() { return ms; }; return env.Undefined();'],
  ['parameter-type', 'auto f = [](n) { return 1; }; return env.Undefined();'],
  ['catch-type', 'try { } catch (error) { } return env.Undefined();'],
  [
    'whole-number-of-units',
    'double ms = 1; std::this_thread::sleep_for(std::chrono::milliseconds(ms)); return env.Undefined();',
  ],
  ['no-such-member', 'Napi::Error e = Napi::Error::New(env, "a"); e["code"] = "E"; return env.Undefined();'],
  ['no-return', 'Napi::Number::New(env, 1);'],
  ['empty-return', 'return;'],
  ['javascript', 'let n = 1; return env.Undefined();'],
  ['null', 'return undefined;'],
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
  ['call-arguments', 'info[0].As<Napi::Function>()(); return env.Undefined();'],
  ['no-such-form', 'text.find(env); return env.Undefined();'],
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
  ['narrow-return', 'return env.Undefined(); } Napi::Number G(Napi::Env env) { return env.Undefined();'],
  ['object-for-printf', 'std::printf("%s\\n", text); return env.Undefined();'],
  ['private', 'Hidden hidden; hidden.go(); return env.Undefined();'],
  ['brace', 'if (text.empty()) { return env.Null(); return env.Undefined();'],
  ['brace', 'return env.Undefined(); } Napi::Value G(const Napi::CallbackInfo& info) { struct {'],
];

/** Code between the headers and the last line of the module. */
const OUTSIDE_OF_FUNCTIONS: readonly (readonly [situation: string, text: string])[] = [
  ['parameter-type', 'Napi::Value F(info) { return info.Env().Undefined(); }'],
  ['parameter-type', 'void Delay(ms, callback) { }'],
  ['parameter-type', 'void Delay(int ms, callback) { }'],
  [
    'parameter-type',
    'class W : public Napi::AsyncWorker {\n public:\n  W(callback, ms)\n      : Napi::AsyncWorker(callback) {}\n};',
  ],
  ['return-type', 'F(const Napi::CallbackInfo& info) { return info.Env().Undefined(); }'],
  ['return-type', worker('Execute() override {}')],
  ['function-word', 'function F(info) { return 1; }'],
  ['async', 'async void F(const Napi::CallbackInfo& info) {}'],
  ['extends', 'class W extends Napi::AsyncWorker { };'],
  ['no-namespace', 'Napi::Value F(const CallbackInfo& info) { return info.Env().Undefined(); }'],
  ['no-namespace', 'napi::Value F(const Napi::CallbackInfo& info) { return info.Env().Undefined(); }'],
  ['no-namespace', 'class W : public AsyncWorker { };'],
  ['arrow', 'const F = (info) => { return 1; };'],
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
    'info-by-value',
    'void F(const Napi::CallbackInfo info) {} Napi::Value G(Napi::Env env) { return Napi::Function::New(env, F); }',
  ],
  [
    'info-by-value',
    'void F(Napi::CallbackInfo& info) {} Napi::Value G(Napi::Env env) { return Napi::Function::New(env, F); }',
  ],
  [
    'init-signature',
    'Napi::Object Setup(Napi::Object exports, Napi::Env env) { return exports; } napi_value G(napi_env env, napi_value e) { return Napi::RegisterModule(env, e, Setup); }',
  ],
  [
    'called-by-javascript',
    'void F() {} Napi::Value G(Napi::Env env) { return Napi::Function::New(env, F); }',
  ],
  [
    'returns-plain-value',
    'size_t F(const Napi::CallbackInfo& info) { return 1; }\nNapi::Value G(Napi::Env env) { return Napi::Function::New(env, F); }',
  ],
  ['v8-of-old', '#include <node.h>\nvoid F(const v8::Arguments& args) {}'],
  [
    'v8-changed',
    '#include <node.h>\nvoid F(v8::Isolate* isolate) { v8::Local<v8::String> s = v8::String::NewFromUtf8(isolate, "a"); }',
  ],
  [
    'v8-changed',
    '#include <node.h>\nvoid F(v8::Local<v8::Value> value) { v8::Local<v8::String> s = value->ToString(); }',
  ],
  ['void-pointer', 'void F(void* data) { Job* job = data; }'],
  [
    'work-callbacks',
    'void E(napi_env, void*) {} void C(napi_env, napi_status, void*) {} void F(napi_env env) { napi_create_async_work(env, nullptr, nullptr, C, E, nullptr, nullptr); }',
  ],
  ['new-header', '#include <mdspan>'],
  ['brace', 'class Open { public: void go() {} '],
];

/** C code after two includes and the type `Job`. */
const IN_C: readonly (readonly [situation: string, text: string])[] = [
  ['javascript', 'void F(void) { let n = 5; }'],
  ['null-in-c', 'void* F(void) { return null; }'],
  ['type-header-in-c', 'void F(void) { bool b = 1; }'],
  ['one-letter', "void F(void) { puts('/n'); }"],
  ['async', 'void F(void) { await G(); }'],
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
  [
    'work-callbacks',
    '#include <node_api.h>\nvoid E(napi_env env, void* data) {} void C(napi_env env, napi_status status, void* data) {} void F(napi_env env) { napi_create_async_work(env, NULL, NULL, C, E, NULL, NULL); }',
  ],
  [
    'module-of-old',
    '#include <node_api.h>\nvoid Init(napi_env env, napi_value exports, napi_value module, void* data) {}\nNAPI_MODULE(myaddon, Init)',
  ],
  ['void-return-in-c', 'void F(void) { return 1; }'],
  ['empty-return-in-c', 'int F(void) { return; }'],
];

export interface Mistake {
  readonly situation: string;
  /** `block.cc` or `block.c` */
  readonly file: string;
  /** The code after `headers.h`. */
  readonly text: string;
}

export const MISTAKES: readonly Mistake[] = [
  ...IN_A_FUNCTION.map(([situation, body]) => inCpp(situation, `${FUNCTION}${body}\n}`)),
  ...OUTSIDE_OF_FUNCTIONS.map(([situation, text]) => inCpp(situation, text)),
  ...IN_C.map(([situation, text]) => ({ situation, file: 'block.c', text: `${text}\n` })),
];

function inCpp(situation: string, text: string): Mistake {
  return { situation, file: 'block.cc', text: `${text}\n${END}` };
}

/** The compilers of this machine, or those in CC and CXX, and their messages for mistakes. */
export class Compilers {
  readonly #folder: string;

  /** @param folder an empty folder */
  constructor(folder: string) {
    this.#folder = folder;
    this.#write('headers.h', HEADERS);
    // With the precompiled header, g++ takes 0.1 s instead of 1 s; clang does not use it.
    this.#run('headers.h', ['-x', 'c++-header', '-o', 'headers.h.gch']);
    this.#write('c-headers.h', C_HEADERS);
  }

  say({ file, text }: Pick<Mistake, 'file' | 'text'>, flags: readonly string[] = []): Complaint[] {
    const headers = file.endsWith('.c') ? 'c-headers.h' : 'headers.h';
    this.#write(file, `#include "${headers}"\n${text}`);
    return compilerComplaints(this.#run(file, ['-fsyntax-only', ...flags]), this.#folder);
  }

  #write(name: string, text: string): void {
    writeFileSync(path.join(this.#folder, name), text);
  }

  #run(file: string, flags: readonly string[]): string {
    const [compiler, standard, errors] = file.endsWith('.c')
      ? [process.env.CC || 'gcc', 'gnu11', STRICT_C]
      : [process.env.CXX || 'g++', 'gnu++17', STRICT_CPP];
    const addonApi = path.join(packageRoot, 'node_modules', 'node-addon-api');
    const folders = [addonApi, ...includeFolders()].map((name) => `-I${name}`);
    const args = [`-std=${standard}`, ...errors, '-DNAPI_DISABLE_CPP_EXCEPTIONS', ...folders, ...flags];
    return spawnSync(compiler, [...args, path.join(this.#folder, file)], {
      cwd: this.#folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    }).stderr;
  }
}

/** A class with the method, and a function `Delay` that creates an object of it. */
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
