import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { attachedProbe, probeObject } from '../../src/probe/probe-object.js';

const root = t.testdir();
const probes = path.join(root, 'cache', 'probes');
process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(root, 'cache');

t.test('several that make it at once all get the same, and leave nothing else behind', async (t) => {
  const made = await Promise.all([probeObject(), probeObject(), probeObject()]);
  const files = made.map((probe) => probe?.file);
  t.equal(new Set(files).size, 1);
  t.same(readdirSync(probes), [path.basename(files[0]!)]);
  t.equal(readFileSync(files[0]!).toString('latin1', 1, 4), 'ELF');
  t.ok(made[0]!.functions.includes('napi_create_double'));
  t.ok(made[0]!.functions.includes('uv_queue_work'));
});

t.test('it is made once', async (t) => {
  const before = statSync((await probeObject())!.file).mtimeMs;
  t.equal(statSync((await probeObject())!.file).mtimeMs, before);
});

t.test('another compiler, another probe; one that cannot, none', async (t) => {
  const { file } = (await probeObject())!;
  const compiler = path.join(root, 'compiler');
  const script = (body: string) => {
    writeFileSync(compiler, `#!/bin/sh\n${body}\n`);
    chmodSync(compiler, 0o755);
  };
  process.env.CXX = compiler;
  t.teardown(() => {
    delete process.env.CXX;
  });
  script('[ "$1" = --version ] && echo "compiler 1" && exit; exec c++ "$@"');
  const other = (await probeObject())!;
  t.not(other.file, file);
  t.ok(existsSync(other.file));
  script('[ "$1" = --version ] && echo "compiler 2" && exit; exit 1');
  t.equal(await probeObject(), undefined);
  script('exit 1');
  t.equal(await probeObject(), undefined);
  process.env.CXX = path.join(root, 'no-such-compiler');
  t.equal(await probeObject(), undefined);
  t.same(readdirSync(probes).length, 2, 'and no drafts');
});

t.test('a compiler that is killed leaves nothing behind', async (t) => {
  const temporary = t.testdir();
  process.env.TMPDIR = temporary;
  t.teardown(() => {
    delete process.env.TMPDIR;
  });
  await t.rejects(attachedProbe(AbortSignal.timeout(300)));
  t.same(readdirSync(temporary), []);
  t.same(
    readdirSync(probes).filter((name) => name.startsWith('draft-')),
    [],
  );
});

t.test('switched off', async (t) => {
  process.env.LEARNYOUNATIVE_PROBE = 'off';
  t.teardown(() => {
    delete process.env.LEARNYOUNATIVE_PROBE;
  });
  t.equal(await probeObject(), undefined);
});

t.test('interrupted', async (t) => {
  await t.rejects(probeObject(AbortSignal.abort()), { name: 'AbortError' });
});
