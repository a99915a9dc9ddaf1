import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { EXIT, Stop } from '../../src/report/stop.js';
import { listSourceFiles } from '../../src/submission/source-tree.js';

async function namesIn(folder: string): Promise<string[]> {
  return (await listSourceFiles(folder)).map(({ relative }) => relative);
}

t.test('all files, but what tools have made', async (t) => {
  const folder = t.testdir({
    'package.json': '{}',
    '.hidden': '',
    'Zoë s file.cc': '',
    build: { 'a.o': '' },
    node_modules: { dependency: { 'index.js': '' } },
    '.git': { config: '' },
    empty: {},
    src: {
      build: { 'kept.h': '' },
      node_modules: { dependency: { 'index.js': '' } },
      '.git': { config: '' },
      deep: { 'a.cc': '' },
      'builder.cc': '',
    },
  });
  t.same(await namesIn(folder), [
    '.hidden',
    'Zoë s file.cc',
    'package.json',
    'src/build/kept.h',
    'src/builder.cc',
    'src/deep/a.cc',
  ]);
  const [first] = await listSourceFiles(folder);
  t.equal(first?.absolute, path.join(folder, '.hidden'));
});

t.test('links', async (t) => {
  const root = t.testdir({
    package: {
      'a.cc': 'a',
      link: t.fixture('symlink', '../elsewhere'),
      'b.cc': t.fixture('symlink', 'a.cc'),
      dangling: t.fixture('symlink', 'nowhere'),
      itself: t.fixture('symlink', 'itself'),
      inner: { up: t.fixture('symlink', '..'), 'c.cc': '' },
      node_modules: t.fixture('symlink', '../elsewhere'),
      build: t.fixture('symlink', '../elsewhere'),
    },
    elsewhere: { 'd.h': '', back: t.fixture('symlink', '../package') },
  });
  const folder = path.join(root, 'package');
  const expected = ['a.cc', 'b.cc', 'inner/c.cc', 'link/d.h'];
  t.same(await namesIn(folder), expected, 'followed, but not in circles');
  symlinkSync(folder, path.join(root, 'to-package'));
  t.same(await namesIn(path.join(root, 'to-package')), expected, 'the folder itself may be a link');
});

t.test('what is neither file nor folder is left out', async (t) => {
  const folder = t.testdir({ 'a.cc': '' });
  execFileSync('mkfifo', [path.join(folder, 'pipe')]);
  t.same(await namesIn(folder), ['a.cc']);
});

t.test('cannot be read', async (t) => {
  const folder = t.testdir({ file: '' });
  await t.rejects(listSourceFiles(path.join(folder, 'nowhere')), {
    exitCode: EXIT.usage,
    message: /nowhere/,
  });
  await t.rejects(listSourceFiles(path.join(folder, 'file')), { name: 'Stop', message: /ENOTDIR/ });
});

t.test('far too many files', async (t) => {
  const folder = t.testdir({ many: {} });
  for (let i = 0; i < 72; i++) {
    writeFileSync(path.join(folder, 'many', `${i}.h`), '');
    symlinkSync('many', path.join(folder, `again-${i}`));
  }
  await t.rejects(listSourceFiles(folder), { exitCode: EXIT.usage, message: /more than 5000 files/ });
});

t.test('far too many bytes', async (t) => {
  const folder = t.testdir({ 'a.cc': '', video: '' });
  truncateSync(path.join(folder, 'video'), 257 * 1024 * 1024);
  await t.rejects(listSourceFiles(folder), Stop);
  truncateSync(path.join(folder, 'video'), 255 * 1024 * 1024);
  t.same(await namesIn(folder), ['a.cc', 'video']);
});

t.test('folders that link to each other have an end, too', async (t) => {
  const folder = t.testdir({});
  const names = Array.from({ length: 12 }, (_, index) => `f${index}`);
  for (const name of names) mkdirSync(path.join(folder, name));
  for (const from of names)
    for (const to of names) symlinkSync(path.join('..', to), path.join(folder, from, to));
  await t.rejects(listSourceFiles(folder), { message: /more than 5000 files/ });
});
