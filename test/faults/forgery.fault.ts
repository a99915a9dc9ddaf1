/** Submissions that do nothing, and try to look as if they had. CONTRIBUTING.md says what cannot be prevented. */
import { existsSync } from 'node:fs';
import t, { type Test } from 'tap';
import { misbehaviour, Scene } from './scene.js';

/** Events of a run in which all is well, without the secret that starts each line. */
const FORGED = [
  { kind: 'step', name: 'load-package' },
  { kind: 'observation', name: 'exports', value: 'print' },
  { kind: 'call', id: 1, what: 'print("x")' },
  { kind: 'return', id: 1 },
  { kind: 'done' },
  { kind: 'drained' },
  { kind: 'exit', code: 0 },
].map((event) => JSON.stringify({ t: 1, ...event }));

const LINES = JSON.stringify(`\n${FORGED.join('\n')}\n`);

/** JavaScript of a package whose add-on and functions do nothing. */
const ATTEMPTS: Readonly<Record<string, string>> = {
  'writes to every descriptor': `for (let fd = 0; fd < 64; fd++) try { fs.writeSync(fd, ${LINES}); } catch {}; process.reallyExit(0);`,
  'writes with all that looks like a secret': `const seen = [process.env, process.argv, process.execArgv, fs.readFileSync('/proc/self/environ', 'latin1'), fs.readFileSync('/proc/self/cmdline', 'latin1')];
    for (const fd of fs.readdirSync('/proc/self/fd')) try { seen.push(fs.readlinkSync('/proc/self/fd/' + fd)); } catch {}
    for (const [word] of JSON.stringify(seen).matchAll(/[0-9a-f]{32}/g)) for (const line of ${JSON.stringify(FORGED)}) fs.writeSync(3, '\\n' + word + ' ' + line + '\\n');
    process.reallyExit(0);`,
  'reads the plan again': `let plan = ''; try { const bytes = Buffer.alloc(65536); plan = bytes.toString('latin1', 0, fs.readSync(3, bytes)); } catch {} process.stderr.write(plan);`,
  'listens to what the harness writes': `const write = fs.writeSync; let line = ''; fs.writeSync = (fd, text, ...rest) => { line += text; return write(fd, text, ...rest); };
    Buffer.prototype.subarray = Buffer.prototype.slice = function () { line += this.toString('latin1'); return Buffer.alloc(0); };
    String.prototype.slice = function () { line += this; return ''; }; JSON.stringify = (value) => { line += value; return '{}'; };
    setTimeout(() => { const word = /[0-9a-f]{32}/.exec(line)?.[0]; if (word) write(3, '\\n' + word + ' {"t":1,"kind":"done"}\\n'); }, 50);`,
  'replaces what the harness loads': `const Module = require('module'); const load = Module._load; Module._load = (...args) => (/node:fs/.test(args[0]) ? { ...load(...args), writeSync() {} } : load(...args));
    for (const name of Object.keys(require.cache)) require.cache[name].exports = {};`,
  'throws what says that all is well': `throw Object.assign(new Error('x'), { stack: ${LINES}, message: ${LINES} });`,
  'says so on standard output': `process.stdout.write('PASS\\n' + ${LINES}); process.stderr.write(${LINES});`,
  'gives back what is asked for': `exports.print = new Proxy(() => {}, { apply: (target, self, args) => args[0], get: () => () => true });`,
};

async function fails(t: Test, what: string, scene: Scene): Promise<void> {
  const end = await scene.run('verify', 'myaddon', '--exercise', 'say_what', '--json');
  t.equal(misbehaviour(end), undefined, what);
  t.equal(end.code, 1, `${what}: ${end.stdout}`);
  t.equal(JSON.parse(end.stdout).pass, false, what);
  await scene.unharmed(t, what);
}

for (const [what, code] of Object.entries(ATTEMPTS)) {
  t.test(what, async (t) => {
    const scene = new Scene(t, 'say_what');
    scene.write('index.js', `const fs = require('fs');\nexports.print = () => {};\n${code}\n`);
    await fails(t, what, scene);
  });
}

const NOTHING = `#include <napi.h>
#include <cstdlib>
#include <unistd.h>
static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("print", Napi::Function::New(env, [](const Napi::CallbackInfo&) {}));
  return exports;
}
NODE_API_MODULE(myaddon, Init)
`;

const IN_CPP: Readonly<Record<string, string>> = {
  'writes from C++ before anything is loaded': `__attribute__((constructor(101))) static void Forge() {
  static const char lines[] = ${LINES};
  for (int fd = 0; fd < 64; fd++) if (write(fd, lines, sizeof(lines) - 1) < 0) continue;
}`,
  'stops its parent, to look into it': `#include <sys/ptrace.h>
#include <sys/wait.h>
__attribute__((constructor(101))) static void Trace() {
  if (ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr) == 0) waitpid(getppid(), nullptr, 0);
  _exit(0);
}`,
  'ends the process at once': `__attribute__((constructor(101))) static void End() { _exit(0); }`,
};

for (const [what, code] of Object.entries(IN_CPP)) {
  t.test(what, async (t) => {
    const scene = new Scene(t, 'say_what');
    scene.write('myaddon.cc', `${NOTHING}${code}\n`);
    await fails(t, what, scene);
  });
}

/**
 * JavaScript that finds the secret in a heap snapshot, which nothing prevents, and writes what a right `delay` would have
 * recorded, if it had been asked to wait for so many ms, up to the end of the process.
 */
function forgedDelay(ms: number): string {
  const calls = [131, 1_100, 300, 50, 0].map((planned) => Math.min(planned, ms));
  const call = (index: number, t: number) => {
    const id = index + 1;
    const what = `delay(${calls[index]}, callback)`;
    return [
      { t, kind: 'call', id, what, awaits: 'callback', input: { ms: calls[index] } },
      { t: t + 0.1, kind: 'return', id },
    ];
  };
  const callback = (id: number, t: number) => ({ t, kind: 'callback', id, args: 0 });
  const events = [
    { t: 1, kind: 'observation', name: 'type', value: 'function' },
    { t: 1, kind: 'observation', name: 'names', value: 'delay' },
    { t: 2, kind: 'step', name: 'single-call' },
    ...call(0, 2),
    callback(1, 3),
    { t: 4, kind: 'step', name: 'overlapping-calls' },
    ...[1, 2, 3].flatMap((index) => call(index, 4)),
    ...[4, 3, 2].map((id, index) => callback(id, 5 + index)),
    { t: 9, kind: 'step', name: 'zero-call' },
    ...call(4, 9),
    callback(5, 10),
    ...['done', 'drained'].map((kind) => ({ t: 11, kind })),
    { t: 12, kind: 'exit', code: 0 },
  ];
  return `const [fs, v8] = ['fs', 'v8'].map((name) => process.getBuiltinModule(name));
    const heap = fs.readFileSync(v8.writeHeapSnapshot('heap-' + process.pid), 'latin1');
    const words = new Set([...heap.matchAll(/"([0-9a-f]{32})"/g)].map(([, word]) => word));
    for (const event of ${JSON.stringify(events)}) for (const word of words)
      fs.writeSync(3, '\\n' + word + ' ' + JSON.stringify(event) + '\\n');`;
}

const knowsBuiltins = 'getBuiltinModule' in process;

t.test('who knows the secret does not choose the calls', { skip: !knowsBuiltins }, async (t) => {
  const scene = new Scene(t, 'off_the_js_thread');
  // The package and the add-on alone run the same JavaScript.
  scene.write(
    'myaddon.cc',
    `#include <napi.h>
#include <unistd.h>
static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  env.RunScript(R"js(${forgedDelay(1)})js");
  _exit(0);
}
NODE_API_MODULE(myaddon, Init)
`,
  );
  const end = await scene.run('verify', 'myaddon', '--exercise', 'off_the_js_thread', '--json');
  t.equal(misbehaviour(end), undefined);
  t.equal(end.code, 1, end.stdout);
  const { pass, checks } = JSON.parse(end.stdout);
  t.equal(pass, false);
  t.match(
    checks.find(({ status }: { status: string }) => status === 'fail'),
    {
      situation: 'records.other',
      observed: /verify chose delay\(\d{3}, callback\) { ms: \d{3} } .* has delay\(1, callback\) { ms: 1 }/,
    },
  );
});

const AGAINST_THE_FILE: Readonly<Record<string, string>> = {
  'removes the file with the records': 'unlink(std::getenv("LEARNYOUNATIVE_TRACE_FILE"));',
  'fills the file with the records':
    'std::FILE* file = std::fopen(std::getenv("LEARNYOUNATIVE_TRACE_FILE"), "r+"); for (int i = 0; i < 8192; i++) std::fputc(0xff, file); std::fclose(file);',
  'makes the file with the records small':
    'if (truncate(std::getenv("LEARNYOUNATIVE_TRACE_FILE"), 0)) std::abort();',
};

for (const [what, code] of Object.entries(AGAINST_THE_FILE)) {
  t.test(what, async (t) => {
    const scene = new Scene(t, 'say_what');
    const attempt = `#include <cstdio>
#include <cstdlib>
#include <unistd.h>
__attribute__((constructor(102))) static void Attempt() { ${code} }
`;
    scene.write('myaddon.cc', `${attempt}${scene.read('myaddon.cc')}`);
    await fails(t, what, scene);
  });
}

const COVERS_THE_RECORDS = `#include <napi.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

static void CoverTheRecords() {
  const char* file = std::getenv("LEARNYOUNATIVE_TRACE_FILE");
  std::FILE* maps = std::fopen("/proc/self/maps", "r");
  char line[8192];
  while (file != nullptr && maps != nullptr && std::fgets(line, sizeof line, maps) != nullptr) {
    unsigned long begin = 0;
    unsigned long end = 0;
    if (std::strstr(line, file) == nullptr || std::sscanf(line, "%lx-%lx", &begin, &end) != 2) continue;
    void* copy = std::malloc(end - begin);
    std::memcpy(copy, reinterpret_cast<void*>(begin), end - begin);
    mmap(reinterpret_cast<void*>(begin), end - begin, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1, 0);
    std::memcpy(reinterpret_cast<void*>(begin), copy, end - begin);
  }
}
`;

t.test('who covers the file with the records has no evidence', async (t) => {
  const scene = new Scene(t, 'say_what');
  scene.write(
    'myaddon.cc',
    scene
      .read('myaddon.cc')
      .replace('#include <napi.h>', COVERS_THE_RECORDS)
      .replace('  return exports;', '  CoverTheRecords();\n  return exports;'),
  );
  const end = await scene.run('verify', 'myaddon', '--exercise', 'say_what', '--json');
  t.equal(misbehaviour(end), undefined);
  t.equal(end.code, 1, end.stdout);
  const { checks } = JSON.parse(end.stdout);
  const failed = checks.find(({ status }: { status: string }) => status === 'fail');
  t.equal(failed?.situation, 'records.end-early');
});

t.test('a build that sets variables for what is run later', async (t) => {
  const scene = new Scene(t, 'say_what');
  scene.write('myaddon.cc', NOTHING);
  scene.addAction([
    'sh',
    '-c',
    'export LD_PRELOAD=/nope NODE_OPTIONS=--require=/nope; echo export LD_PRELOAD=/nope > ../.profile; true',
  ]);
  await fails(t, 'a build that sets variables', scene);
});

t.test('scripts of package.json are not run', async (t) => {
  const scene = new Scene(t, 'say_what');
  const manifest = JSON.parse(scene.read('package.json'));
  const names = ['preinstall', 'install', 'postinstall', 'prepare', 'build', 'test', 'rebuild'];
  manifest.scripts = Object.fromEntries(names.map((name) => [name, `touch ${scene.root}/was-run`]));
  scene.write('package.json', JSON.stringify(manifest, null, 2));
  await scene.run('verify', 'myaddon', '--exercise', 'say_what');
  t.notOk(existsSync(`${scene.root}/was-run`));
});
