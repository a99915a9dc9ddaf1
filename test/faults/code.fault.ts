/** What learners' C++ and JavaScript can do to the processes around them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import { misbehaviour, Scene } from './scene.js';

/** C++ in the function that the exercise is about. */
const IN_THE_FUNCTION: Readonly<Record<string, string>> = {
  SIGSEGV: '*static_cast<volatile int*>(nullptr) = 1;',
  SIGABRT: 'abort();',
  SIGFPE: 'raise(SIGFPE);',
  SIGILL: '__builtin_trap();',
  'stack overflow': 'volatile char big[1 << 16]; big[0] = 0; Print(info); big[1] = big[0];',
  'std::terminate': 'std::terminate();',
  'exit(3)': 'exit(3);',
  '_exit(0)': '_exit(0);',
  'kills its parent': 'kill(getppid(), SIGKILL);',
  'kills its group': 'kill(0, SIGKILL);',
  'closes all descriptors': 'for (int fd = 0; fd < 256; fd++) close(fd);',
  'forks a process that outlives it': 'if (fork() == 0) { setsid(); for (;;) sleep(1); }',
  'ignores SIGTERM and sleeps': 'signal(SIGTERM, SIG_IGN); for (;;) sleep(1);',
  'prints without end': 'for (;;) if (write(1, std::string(1 << 20, 65).c_str(), 1 << 20) < 0) break;',
  'takes memory': 'for (int i = 0; i < 4096; i++) memset(malloc(1 << 20), 1, 1 << 20);',
  'changes directory': 'if (chdir("/") != 0) abort();',
};

/** JavaScript that runs before the package is loaded. */
const IN_JAVASCRIPT: Readonly<Record<string, string>> = {
  'deletes its build folder': "require('fs').rmSync(__dirname + '/build', { recursive: true });",
  'deletes everything around it':
    "const fs = require('fs'); for (const name of fs.readdirSync(__dirname + '/..')) fs.rmSync(__dirname + '/../' + name, { recursive: true, force: true });",
  'removes listeners': 'process.removeAllListeners(); process.exit(0);',
  'replaces clocks and timers':
    'Date.now = performance.now = () => 0; globalThis.setTimeout = globalThis.setInterval = globalThis.setImmediate = () => {}; process.hrtime.bigint = () => 0n; process.nextTick = () => {};',
  'replaces process':
    'process.exit = process.send = process.emit = process.kill = () => {}; process.env = {}; process.argv = [];',
  'replaces prototypes':
    'for (const type of [Array, Map, Set, Promise, Function, String, Buffer]) for (const name of Object.getOwnPropertyNames(type.prototype)) if (name !== "constructor") try { type.prototype[name] = () => { throw new Error("gone"); }; } catch {}',
  'replaces Promise': 'globalThis.Promise = class {};',
};

/** Its shell is not this test's: it would be killed as well. */
const OWN_GROUP = ['setsid', '--wait'];

async function judge(t: Test, what: string, scene: Scene): Promise<void> {
  const startedAt = Date.now();
  const end = await scene.start(['verify', 'myaddon', '--exercise', 'say_what'], {}, OWN_GROUP).ended;
  t.equal(misbehaviour(end), undefined, what);
  if (what !== 'kills its parent') t.ok([0, 1].includes(end.code ?? -1), `${what}: exit code ${end.code}`);
  t.ok(end.stdout.length < 100_000, `${what}: a report of readable length`);
  t.ok(Date.now() - startedAt < 120_000, `${what}: in time`);
  if (what === 'kills its parent') await scene.noProcessLeft();
  // Whatever leaves its process group on purpose can stay.
  else if (!what.startsWith('forks')) await scene.unharmed(t, what);
}

for (const [what, statement] of Object.entries(IN_THE_FUNCTION)) {
  t.test(`C++: ${what}`, async (t) => {
    const scene = new Scene(t, 'say_what');
    const source = scene.read('myaddon.cc');
    const includes = ['csignal', 'cstdlib', 'cstring', 'exception', 'string', 'unistd.h'];
    scene.write(
      'myaddon.cc',
      `${includes.map((name) => `#include <${name}>\n`).join('')}${source.replace(/(void Print\([^)]*\) \{)/, `$1 ${statement}`)}`,
    );
    await judge(t, what, scene);
  });
}

for (const [what, statement] of Object.entries(IN_JAVASCRIPT)) {
  t.test(`JavaScript: ${what}`, async (t) => {
    const scene = new Scene(t, 'say_what');
    scene.write('index.js', `${statement}\n${scene.read('index.js')}`);
    await judge(t, what, scene);
  });
}

t.test('afterwards, verify works as before', async (t) => {
  const scene = new Scene(t, 'say_what');
  const { code } = await scene.run('verify', 'myaddon', '--exercise', 'say_what');
  t.equal(code, 0);
  t.match(JSON.parse(readFileSync(path.join(scene.config, 'progress.json'), 'utf8')), {
    completed: ['say_what'],
  });
});
