import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Test } from 'tap';
import t from 'tap';
import { copyIncrementally } from '../../src/build/source-copy.js';
import { EXIT } from '../../src/report/stop.js';
import { listSourceFiles } from '../../src/submission/source-tree.js';

function setUp(t: Test, files: Record<string, string>) {
  const root = t.testdir({ source: files, copy: {} });
  const source = path.join(root, 'source');
  const copy = path.join(root, 'copy');
  return {
    inSource: (name: string) => path.join(source, name),
    inCopy: (name: string) => path.join(copy, name),
    update: async () => copyIncrementally(await listSourceFiles(source), copy),
    names: async () => (await listSourceFiles(copy)).map(({ relative }) => relative),
  };
}

t.test('only what changed is written', async (t) => {
  const { inSource, inCopy, update } = setUp(t, { 'a.cc': 'one', 'b.cc': 'two' });
  await update();
  const past = new Date(1_000_000_000_000);
  for (const name of ['a.cc', 'b.cc']) utimesSync(inCopy(name), past, past);
  writeFileSync(inSource('b.cc'), 'TWO');
  utimesSync(inSource('b.cc'), past, past);
  await update();
  t.equal(statSync(inCopy('a.cc')).mtimeMs, past.getTime(), 'what did not change keeps its time');
  t.ok(statSync(inCopy('b.cc')).mtimeMs > past.getTime(), 'what did is newer than all that was built of it');
  t.equal(readFileSync(inCopy('b.cc'), 'utf8'), 'TWO');
});

t.test('what is gone vanishes; what the build made stays', async (t) => {
  const { inSource, inCopy, update, names } = setUp(t, { 'a.cc': '', 'b.cc': '' });
  mkdirSync(inSource('deep/er'), { recursive: true });
  writeFileSync(inSource('deep/er/c.h'), '');
  await update();
  mkdirSync(inCopy('build/Release'), { recursive: true });
  writeFileSync(inCopy('build/Release/a.o'), '');
  symlinkSync('/nowhere', inCopy('node_modules'));
  symlinkSync('a.cc', inCopy('left-over-link'));
  rmSync(inSource('b.cc'));
  rmSync(inSource('deep'), { recursive: true });
  await update();
  t.same(await names(), ['a.cc']);
  t.notOk(existsSync(inCopy('deep')));
  t.ok(existsSync(inCopy('build/Release/a.o')));
});

t.test('a file becomes a folder, and a folder a file', async (t) => {
  const { inSource, inCopy, update, names } = setUp(t, { one: 'file' });
  mkdirSync(inSource('two'));
  writeFileSync(inSource('two/inner'), '');
  await update();
  rmSync(inSource('one'));
  mkdirSync(inSource('one'));
  writeFileSync(inSource('one/inner'), '');
  rmSync(inSource('two'), { recursive: true });
  writeFileSync(inSource('two'), 'file');
  await update();
  t.same(await names(), ['one/inner', 'two']);
  t.equal(readFileSync(inCopy('two'), 'utf8'), 'file');
});

t.test('bytes of any kind, names of any kind', async (t) => {
  const { inSource, inCopy, update } = setUp(t, {});
  const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
  for (const name of ['data.bin', 'Zoë’s "file" $HOME.h']) {
    writeFileSync(inSource(name), bytes);
    await update();
    t.ok(readFileSync(inCopy(name)).equals(bytes), name);
  }
});

t.test('who may run it', async (t) => {
  const { inSource, inCopy, update } = setUp(t, { 'a.sh': 'echo', 'b.txt': '' });
  const mode = (name: string) => statSync(inCopy(name)).mode & 0o777;
  chmodSync(inSource('b.txt'), 0o444);
  await update();
  t.equal(mode('a.sh') & 0o111, 0);
  t.equal(mode('b.txt') & 0o600, 0o600, 'the copy can be replaced whatever the original allows');
  chmodSync(inSource('a.sh'), 0o755);
  await update();
  t.equal(mode('a.sh'), 0o755, 'also when nothing else has changed');
});

t.test('a file that cannot be read is the fault of neither cache nor machine', async (t) => {
  const { inSource, inCopy } = setUp(t, {});
  const gone = [{ relative: 'src/gone.cc', absolute: inSource('gone.cc') }];
  await t.rejects(copyIncrementally(gone, inCopy('.')), {
    exitCode: EXIT.usage,
    message: /^src\/gone\.cc cannot be read: ENOENT/,
  });
});
