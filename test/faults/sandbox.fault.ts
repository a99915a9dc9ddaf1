/** `--sandbox`: code that is not one's own sees nothing and changes nothing, and where that cannot be, nothing is run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { Scene } from './scene.js';

const VERIFY = ['verify', 'myaddon', '--exercise', 'say_what', '--sandbox'];

t.test('without bubblewrap, nothing is run', async (t) => {
  const scene = new Scene(t, 'say_what');
  scene.write(
    'index.js',
    `require('fs').writeFileSync(${JSON.stringify(path.join(scene.root, 'was-run'))}, '');`,
  );
  const empty = path.join(scene.root, 'no-programs');
  mkdirSync(empty);
  for (const args of [VERIFY, ['trace', '--sandbox', 'myaddon']]) {
    const { code, stderr } = await scene.start(args, { PATH: empty }).ended;
    t.equal(code, 3, stderr);
    t.match(stderr, /There is no sandbox here: .*bwrap.*Nothing was built or run/s);
  }
  const { stdout } = await scene.start([...VERIFY, '--json'], { PATH: empty }).ended;
  t.match(JSON.parse(stdout).error, /There is no sandbox here/, 'as a document, too');
  t.notOk(existsSync(path.join(scene.root, 'was-run')));
  await scene.unharmed(t, 'no bubblewrap');
});

/** Whether bubblewrap is installed, and the system allows it to do its work. */
const works =
  spawnSync('bwrap', ['--ro-bind', '/', '/', '--unshare-net', '--unshare-pid', 'true']).status === 0;

t.test('with bubblewrap', async (t) => {
  if (!works) {
    // As in a container that may not have namespaces of its own.
    const { code } = await new Scene(t, 'say_what').run(...VERIFY);
    t.equal(code, 3);
    return;
  }
  await t.test('verdicts are the same', async (t) => {
    const scene = new Scene(t, 'say_what');
    const right = await scene.run(...VERIFY);
    t.equal(right.code, 0, `${right.stdout}\n${right.stderr}`);
    scene.write(
      'myaddon.cc',
      scene.read('myaddon.cc').replace(/(void Print\([^)]*\) \{)/, '$1 __builtin_trap();'),
    );
    const wrong = await scene.run(...VERIFY);
    t.equal(wrong.code, 1);
    t.match(wrong.stdout, 'SIGILL', 'a signal inside is told as that');
    await scene.unharmed(t, 'a sandbox');
  });

  await t.test('what code in it finds', async (t) => {
    const scene = new Scene(t, 'say_what');
    writeFileSync(path.join(scene.env.HOME!, 'secret'), '');
    scene.write(
      'index.js',
      `const fs = require('fs'), os = require('os');
const seen = {};
for (const [name, attempt] of Object.entries({
  home: () => fs.readdirSync(os.homedir()),
  learner: () => fs.writeFileSync(${JSON.stringify(path.join(scene.myaddon, 'x'))}, ''),
  system: () => fs.writeFileSync('/etc/learnyounative-was-here', ''),
  config: () => fs.readdirSync(${JSON.stringify(scene.config)}),
  network: () => Object.keys(os.networkInterfaces()).filter((one) => one !== 'lo'),
  processes: () => fs.readdirSync('/proc').filter((one) => /^\\d+$/.test(one)).length < 10,
})) try { seen[name] = attempt() ?? 'done'; } catch (error) { seen[name] = error.code; }
console.log('seen ' + JSON.stringify(seen));
`,
    );
    const { stdout, stderr } = await scene.run('trace', '--sandbox', 'myaddon');
    const [, seen = '{}'] = /^seen (.*)$/m.exec(stdout) ?? [];
    t.match(
      JSON.parse(seen),
      { home: [], learner: 'EROFS', system: 'EROFS', config: 'ENOENT', network: [], processes: true },
      `${stdout}\n${stderr}`,
    );
    await scene.unharmed(t, 'what code in it finds');
  });
});
