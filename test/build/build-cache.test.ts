/** The same add-on in several folders: it is compiled once, and looks as if it had been built in each. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { addonFile, buildPackage } from '../../src/build/build.js';
import { toolFlags } from '../../src/build/tool-flags.js';
import { openWorkspace } from '../../src/build/workspace.js';
import { listSourceFiles } from '../../src/submission/source-tree.js';

const root = t.testdir({});
const outside = path.join(root, 'value.h');
process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(root, 'cache');

const PACKAGE = {
  'package.json': '{}',
  'binding.gyp': `{ 'targets': [ { 'target_name': 'myaddon', 'sources': ['addon.c'] } ] }`,
  'addon.c': `#include <node_api.h>
#include "${outside}"
NAPI_MODULE_INIT() {
  napi_value value;
  napi_create_int32(env, VALUE, &value);
  return value;
}
`,
};
writeFileSync(outside, '#define VALUE 1\n');

function packageIn(name: string, changes: Readonly<Record<string, string>> = {}): string {
  const folder = path.join(root, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries({ ...PACKAGE, ...changes }))
    writeFileSync(path.join(folder, file), text);
  return folder;
}

interface Built {
  readonly packageFolder: string;
  readonly steps: readonly string[];
  readonly value: string;
}

async function build(folder: string): Promise<Built> {
  const files = await listSourceFiles(folder);
  const { packageFolder, release } = await openWorkspace(folder, files);
  const steps: string[] = [];
  const result = await buildPackage({ packageFolder, files, onStep: (step) => steps.push(step) });
  release();
  if (result.kind !== 'built') throw new Error(result.log);
  const value = execFileSync(process.execPath, ['-p', 'require(process.argv[1])', addonOf(packageFolder)], {
    encoding: 'utf8',
  }).trim();
  return { packageFolder, steps, value };
}

function addonOf(packageFolder: string): string {
  return addonFile(packageFolder, 'myaddon')!;
}

/** What make would do, where it looks for itself. */
function makeIn(packageFolder: string): string {
  return execFileSync('make', ['BUILDTYPE=Release', '-C', 'build'], {
    cwd: packageFolder,
    encoding: 'utf8',
    env: { ...process.env, ...toolFlags(undefined, false) },
  });
}

// The make files and what they hold are those of these systems.
const skip = process.platform === 'win32' && 'there are no make files here';

t.test('nothing changed: node-gyp is not started', { skip }, async (t) => {
  const folder = packageIn('first');
  t.not((await build(folder)).steps.length, 0);
  t.same((await build(folder)).steps, []);
});

t.test('the same in another folder is not built again', { skip }, async (t) => {
  const { packageFolder, steps, value } = await build(packageIn('second'));
  t.same({ steps, value }, { steps: [], value: '1' });
  t.notMatch(makeIn(packageFolder), 'CC(target)', 'make finds it up to date');
  const own = path.basename(packageFolder.replace(/(\/(?:m|package))+$/, ''));
  const others = readdirSync(path.dirname(packageFolder.slice(0, packageFolder.indexOf(own)) + own)).filter(
    (name) => name !== own,
  );
  const made = readdirSync(path.join(packageFolder, 'build'), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(packageFolder, 'build', file))
    .filter((file) => /\.(?:o|node|d|mk)$|Makefile$/.test(file) && existsSync(file));
  t.same(
    made.filter((file) => others.some((name) => readFileSync(file, 'latin1').includes(name))),
    [],
    'nothing names the folder where it was made',
  );
});

t.test('other sources, the same binding.gyp: not configured again', { skip }, async (t) => {
  const changed = PACKAGE['addon.c'].replace('VALUE,', 'VALUE + 1,');
  const { steps, value } = await build(packageIn('third', { 'addon.c': changed }));
  t.same({ configured: steps.includes('configure'), value }, { configured: false, value: '2' });
});

t.test('an edit after that is compiled, and can be taken back', { skip }, async (t) => {
  const folder = path.join(root, 'second');
  const source = path.join(folder, 'addon.c');
  writeFileSync(source, PACKAGE['addon.c'].replace('VALUE,', 'VALUE + 4,'));
  t.equal((await build(folder)).value, '5');
  writeFileSync(source, PACKAGE['addon.c']);
  t.match(await build(folder), { steps: [], value: '1' });
});

t.test('what was made is looked at, not only what it was made from', { skip }, async (t) => {
  const folder = path.join(root, 'first');
  const { packageFolder } = await build(folder);
  writeFileSync(addonOf(packageFolder), 'no add-on');
  t.equal((await build(folder)).value, '1');
});

t.test(
  'a header outside of the package changed: everything that read it is compiled',
  { skip },
  async (t) => {
    writeFileSync(outside, '#define VALUE 10\n');
    t.equal((await build(path.join(root, 'first'))).value, '10');
    t.equal((await build(packageIn('fourth'))).value, '10');
  },
);

t.test('a damaged cache is no obstacle', { skip }, async (t) => {
  const kept = path.join(root, 'cache', 'builds');
  for (const kind of readdirSync(kept))
    for (const name of readdirSync(path.join(kept, kind)))
      writeFileSync(
        path.join(kept, kind, name),
        readFileSync(path.join(kept, kind, name)).subarray(0, 3_000),
      );
  t.equal((await build(packageIn('fifth'))).value, '10');
});

t.test('several at once', { skip }, async (t) => {
  const source = path.join(root, 'fifth');
  rmSync(path.join(root, 'cache', 'builds'), { recursive: true });
  const folders = ['a', 'b', 'c', 'd'].map((name) => path.join(root, name));
  for (const folder of folders) cpSync(source, folder, { recursive: true });
  const values = (await Promise.all(folders.map(build))).map(({ value }) => value);
  t.same(values, ['10', '10', '10', '10']);
});
