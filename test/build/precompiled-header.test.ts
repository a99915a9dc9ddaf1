import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import t from 'tap';
import { buildPackage } from '../../src/build/build.js';
import { precompileHeader } from '../../src/build/precompiled-header.js';
import { openWorkspace } from '../../src/build/workspace.js';
import { workspaceRoot } from '../../src/build/workspace-root.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { listSourceFiles } from '../../src/submission/source-tree.js';

// Outside the repository, whose node-addon-api would be used instead of the lent one.
const root = mkdtempSync(path.join(tmpdir(), 'learnyounative-'));
t.teardown(() => rmSync(root, { recursive: true, force: true }));
process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(root, 'cache');
const headers = path.join(await workspaceRoot(), 'node_modules', 'node-addon-api', 'napi.h.gch');
const isDone = process.platform === 'linux' && availableParallelism() > 1;

/** Builds the package in a folder of the test, and returns where. */
async function build(name: string): Promise<string> {
  const folder = path.join(root, name);
  const files = await listSourceFiles(folder);
  const { packageFolder, release } = await openWorkspace(folder, files);
  const result = await buildPackage({ packageFolder, files });
  release();
  t.equal(result.kind, 'built', result.log);
  return packageFolder;
}

function copySolution(name: string): void {
  cpSync(path.join(packageRoot, 'exercises', 'signs_of_life', 'solution'), path.join(root, name), {
    recursive: true,
  });
}

t.test('the header is precompiled once, and used by the next build', { skip: !isDone }, async (t) => {
  copySolution('first');
  const folder = await build('first');
  await precompileHeader(folder);
  const [header] = readdirSync(headers);
  t.ok(header);
  const { mtimeMs } = statSync(path.join(headers, header!));
  await precompileHeader(folder);
  t.equal(statSync(path.join(headers, header!)).mtimeMs, mtimeMs);

  appendFileSync(path.join(root, 'first', 'myaddon.cc'), '// edited\n');
  await build('first');
  // GCC does not name the header that it did not read.
  const record = path.join(folder, 'build/Release/.deps/Release/obj.target/myaddon/myaddon.o.d');
  t.notMatch(readFileSync(record, 'utf8'), 'napi.h');
  t.same(
    readdirSync(path.dirname(folder)).filter((name) => name.startsWith('draft-')),
    [],
  );
});

t.test('headers for other flags replace the oldest', { skip: !isDone }, async (t) => {
  for (const standard of ['c++17', 'c++20', 'gnu++20']) {
    const name = `of-${standard}`;
    copySolution(name);
    const gyp = path.join(root, name, 'binding.gyp');
    const text = readFileSync(gyp, 'utf8');
    writeFileSync(gyp, text.replace(/(['"])sources\1/, `'cflags_cc': ['-std=${standard}'], $&`));
    await precompileHeader(await build(name));
  }
  t.equal(readdirSync(headers).length, 2);
});

t.test('interrupted', { skip: !isDone }, async (t) => {
  const folder = await build('of-c++17');
  rmSync(headers, { recursive: true });
  await precompileHeader(folder, AbortSignal.timeout(300));
  t.notOk(existsSync(headers));
  t.same(
    readdirSync(path.dirname(folder)).filter((name) => name.startsWith('draft-')),
    [],
  );
});
