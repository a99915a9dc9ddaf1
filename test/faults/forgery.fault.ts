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
  'ends the process at once': `__attribute__((constructor(101))) static void End() { _exit(0); }`,
};

for (const [what, code] of Object.entries(IN_CPP)) {
  t.test(what, async (t) => {
    const scene = new Scene(t, 'say_what');
    scene.write('myaddon.cc', `${NOTHING}${code}\n`);
    await fails(t, what, scene);
  });
}

t.test('a build that sets variables for what is run later', async (t) => {
  const scene = new Scene(t, 'say_what');
  scene.write('myaddon.cc', NOTHING);
  const action =
    '"actions": [{"action_name": "a", "inputs": [], "outputs": ["never"], "action": ["sh", "-c", "export LD_PRELOAD=/nope NODE_OPTIONS=--require=/nope; echo export LD_PRELOAD=/nope > ../.profile; true"]}], "sources"';
  scene.write('binding.gyp', scene.read('binding.gyp').replace('"sources"', action));
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
