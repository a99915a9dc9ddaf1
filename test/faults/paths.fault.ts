/** Folders with names that shells, makefiles and gyp could take for something else, and folders that are none. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { isLong, misbehaviour, Scene } from './scene.js';

const VERIFY = ['--exercise', 'say_what'];
const NAMES = [
  'two words',
  "it's",
  '"q"',
  '$(x)',
  '`x`',
  'a;b',
  'a&b',
  'a#b',
  '(a)',
  'a\nb',
  '-leading',
  'größe',
  '日本',
  '%41',
  'a:b',
];
const SHORT = new Set(['two words', '$(x)', 'a;b', 'a\nb', '-leading']);

t.test('odd names', async (t) => {
  for (const name of NAMES.filter((one) => isLong || SHORT.has(one))) {
    const scene = new Scene(t, 'say_what', name);
    const end = await scene.run('verify', `./${name}/`, ...VERIFY);
    t.equal(end.code, 0, `${JSON.stringify(name)}: ${end.stdout}\n${end.stderr}`);
    await scene.unharmed(t, JSON.stringify(name));
  }
});

t.test('other ways to name a folder', async (t) => {
  const scene = new Scene(t, 'say_what');
  symlinkSync(scene.myaddon, path.join(scene.work, 'link'));
  let deep = scene.work;
  for (let level = 0; level < 200; level++) deep = path.join(deep, 'deep');
  mkdirSync(deep, { recursive: true });
  symlinkSync(scene.myaddon, path.join(deep, 'myaddon'));
  for (const name of [scene.myaddon, 'link', './myaddon/../myaddon', deep.concat('/myaddon')]) {
    const end = await scene.run('verify', name, ...VERIFY);
    t.equal(end.code, 0, `${name}: ${end.stdout}\n${end.stderr}`);
  }
  await scene.unharmed(t, 'other ways');
});

t.test('no package is there', async (t) => {
  const scene = new Scene(t, 'say_what');
  writeFileSync(path.join(scene.work, 'file'), '');
  symlinkSync('loop', path.join(scene.work, 'loop'));
  mkdirSync(path.join(scene.work, 'empty'));
  for (const [name, code] of [
    ['file', 2],
    ['nowhere', 2],
    ['loop', 2],
    ['x'.repeat(300), 2],
    ['x/'.repeat(3000), 2],
    ['empty', 1],
    ['/dev/null', 2],
    ['/', 1],
    ['', 1],
  ] as const) {
    const end = await scene.run('verify', name, ...VERIFY);
    t.equal(misbehaviour(end), undefined, name.slice(0, 20));
    t.equal(end.code, code, `${name.slice(0, 20)}: ${end.stderr}`);
    if (code === 2) t.equal(end.stderr.trim().split('\n').length, 1, 'one sentence');
  }
  await scene.unharmed(t, 'no package');
});

t.test('files that are none', async (t) => {
  const cases: Readonly<Record<string, (folder: string) => void>> = {
    'a link that leads out': (folder) => symlinkSync('/etc', path.join(folder, 'etc')),
    'a link that leads to itself': (folder) => symlinkSync('self', path.join(folder, 'self')),
    'a FIFO': (folder) => execFileSync('mkfifo', [path.join(folder, 'fifo')]),
    'a FIFO for package.json': (folder) => {
      rmSync(path.join(folder, 'package.json'));
      execFileSync('mkfifo', [path.join(folder, 'package.json')]);
    },
    'a device for binding.gyp': (folder) => {
      rmSync(path.join(folder, 'binding.gyp'));
      symlinkSync('/dev/zero', path.join(folder, 'binding.gyp'));
    },
    'a large file with holes': (folder) =>
      execFileSync('truncate', ['-s', '3G', path.join(folder, 'data.bin')]),
    'many files': (folder) => {
      for (let index = 0; index < 20_000; index++) writeFileSync(path.join(folder, `f${index}`), '');
    },
    'names with control characters': (folder) => {
      for (const name of ['a\nb.txt', 'a\x1b[31mb.txt', 'a\rb.h']) writeFileSync(path.join(folder, name), '');
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe])]), '');
    },
  };
  for (const [what, spoil] of Object.entries(cases)) {
    const scene = new Scene(t, 'say_what');
    spoil(scene.myaddon);
    scene.remember();
    const startedAt = Date.now();
    const end = await scene.run('verify', 'myaddon', ...VERIFY);
    t.equal(misbehaviour(end), undefined, what);
    t.ok([0, 1, 2].includes(end.code ?? -1), `${what}: exit code ${end.code}: ${end.stderr}`);
    t.notMatch(end.stdout + end.stderr, '\x1b', `${what}: no escape reaches the terminal`);
    t.ok(Date.now() - startedAt < 60_000, `${what}: in time`);
    await scene.unharmed(t, what);
  }
});
