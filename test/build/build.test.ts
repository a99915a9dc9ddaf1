/** Real builds, of an add-on that takes a moment to compile. All of them in one package, one after the other. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { addonFile, type BuildResult, buildPackage } from '../../src/build/build.js';
import { targetNames } from '../../src/build/resolved-target.js';
import { openWorkspace, type Workspace } from '../../src/build/workspace.js';
import { listSourceFiles } from '../../src/submission/source-tree.js';
import { until } from '../process/waiting.js';

const root = path.join(t.testdir({}), `Zoë's "odd" folder`);
const submission = path.join(root, 'my add-on');
const inSubmission = (name: string) => path.join(submission, name);
// What CC names is read as words of a shell.
const hold = path.join(path.dirname(root), 'hold');
const compiler = path.join(path.dirname(root), 'slow-cc');

const BINDING_GYP = `{ 'targets': [ { 'target_name': 'myaddon', 'sources': ['addon.c', 'part.c'] } ] }`;
const ADDON_C = `
#include <node_api.h>
#include "value.h"
int part(void);
NAPI_MODULE_INIT() {
  napi_value value;
  napi_create_int32(env, VALUE + part(), &value);
  return value;
}
`;

mkdirSync(path.join(submission, 'node_modules', 'dependency'), { recursive: true });
for (const [name, text] of Object.entries({
  'package.json': '{}',
  'binding.gyp': BINDING_GYP,
  'addon.c': ADDON_C,
  'part.c': 'int part(void) { return 1; }\n',
  'value.h': '#define VALUE 41\n',
}))
  writeFileSync(inSubmission(name), text);
// A compiler that can be held up: while there is a file `hold`, it leaves half an object and waits.
writeFileSync(
  compiler,
  `#!/bin/sh
here=$(dirname "$0")
for word; do [ "$last" = -o ] && out="$word"; last="$word"; done
if [ -e "$here/hold" ]; then echo half > "$out"; touch "$here/hold-now"; sleep 60; fi
exec cc "$@"
`,
);
chmodSync(compiler, 0o755);
process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(root, 'cache');

interface Built {
  readonly result: BuildResult;
  readonly steps: readonly string[];
  readonly compiled: readonly string[];
  readonly addon: string | undefined;
}

async function build(signal?: AbortSignal): Promise<Built> {
  const files = await listSourceFiles(submission);
  const workspace: Workspace = await openWorkspace(submission, files);
  const steps: string[] = [];
  try {
    const { packageFolder } = workspace;
    const result = await buildPackage({ packageFolder, files, signal, onStep: (step) => steps.push(step) });
    const compiled = [...result.log.matchAll(/^\s*CC\(target\) .*\/(\w+)\.o/gm)].map(([, name]) => name!);
    return { result, steps, compiled: compiled.sort(), addon: addonFile(packageFolder, 'myaddon') };
  } finally {
    workspace.release();
  }
}

/** What the add-on exports, found out in another process: this one could not load it anew. */
function valueIn({ addon }: Built): string {
  return execFileSync(process.execPath, ['-p', 'require(process.argv[1])', addon!], {
    encoding: 'utf8',
  }).trim();
}

t.test('the first build, in a folder with an odd name', async (t) => {
  const built = await build();
  t.match(built.result, { kind: 'built' }, built.result.log);
  t.same(built.compiled, ['addon', 'part']);
  t.same(built.steps[0], 'configure');
  t.ok(built.steps.includes('compile'));
  t.equal(valueIn(built), '42');
  t.notOk(existsSync(inSubmission('build')));
});

t.test('nothing changed: nothing is compiled', async (t) => {
  const before = statSync((await build()).addon!).mtimeMs;
  const again = await build();
  t.match(again, { result: { kind: 'built' }, compiled: [] });
  t.notOk(again.steps.includes('configure'));
  t.equal(statSync(again.addon!).mtimeMs, before);
});

t.test('a header: what includes it is compiled', async (t) => {
  writeFileSync(inSubmission('value.h'), '#define VALUE 99\n');
  const built = await build();
  t.match(built, { result: { kind: 'built' }, compiled: ['addon'] });
  t.notOk(built.steps.includes('configure'));
  t.equal(valueIn(built), '100');
});

t.test('an error, and its cure', async (t) => {
  writeFileSync(inSubmission('part.c'), 'int part(void) {\n  return undeclared;\n}\n');
  const broken = await build();
  t.match(broken.result, {
    kind: 'failed',
    complaints: [
      { kind: 'compile', where: 'part.c:2', message: /undeclared/, excerpt: /return undeclared;/ },
    ],
  });
  writeFileSync(inSubmission('part.c'), 'int part(void) { return 2; }\n');
  const cured = await build();
  t.match(cured, { result: { kind: 'built' }, compiled: ['part'] });
  t.notOk(cured.steps.includes('configure'), 'goes on where it stood');
  t.equal(valueIn(cured), '101');
});

t.test('a file that came: gyp may know it', async (t) => {
  writeFileSync(inSubmission('more.c'), 'int more(void) { return 0; }\n');
  writeFileSync(inSubmission('binding.gyp'), BINDING_GYP.replace("'part.c'", "'part.c', '<!@(ls more.c)'"));
  const built = await build();
  t.equal(built.steps[0], 'configure');
  t.ok(built.compiled.includes('more'));
});

t.test('a source that went, though binding.gyp names it: its old object does not stand in', async (t) => {
  writeFileSync(inSubmission('binding.gyp'), BINDING_GYP);
  rmSync(inSubmission('more.c'));
  renameSync(inSubmission('part.c'), inSubmission('parts.c'));
  t.match((await build()).result, {
    kind: 'failed',
    complaints: [{ kind: 'gyp', message: 'there is no file part.c', where: 'binding.gyp:1' }],
  });
  renameSync(inSubmission('parts.c'), inSubmission('part.c'));
  t.equal(valueIn(await build()), '101');
});

t.test('a target by another name: the old add-on does not stand in', async (t) => {
  writeFileSync(inSubmission('binding.gyp'), BINDING_GYP.replace('myaddon', 'renamed'));
  const built = await build();
  t.match(built, { result: { kind: 'built' } });
  t.equal(built.addon, undefined);
  const workspace = await openWorkspace(submission, await listSourceFiles(submission));
  t.same(await targetNames(workspace.packageFolder), ['renamed']);
  workspace.release();
  writeFileSync(inSubmission('binding.gyp'), BINDING_GYP);
});

t.test('interrupted in the midst of compiling: what is half-written does not count', async (t) => {
  process.env.CC = compiler;
  t.teardown(() => {
    delete process.env.CC;
  });
  t.match(await build(), { result: { kind: 'built' } });
  writeFileSync(inSubmission('part.c'), 'int part(void) { return 3; }\n');
  writeFileSync(hold, '');
  const controller = new AbortController();
  const interrupted = t.rejects(build(controller.signal), { name: 'AbortError' });
  await until(() => existsSync(`${hold}-now`), 'the compiler is held up');
  controller.abort();
  await interrupted;
  rmSync(hold);
  const built = await build();
  t.match(built.result, { kind: 'built' }, built.result.log);
  t.equal(valueIn(built), '102');
});

t.test('a module that is gone: gyp is asked again where it is', async (t) => {
  const modules = inSubmission('node_modules');
  writeFileSync(path.join(modules, 'dependency', 'index.js'), `exports.flag = '-DPART=5'`);
  writeFileSync(
    inSubmission('binding.gyp'),
    BINDING_GYP.replace("'sources'", `'cflags': ["<!(node -p \\"require('dependency').flag\\")"], 'sources'`),
  );
  writeFileSync(inSubmission('part.c'), 'int part(void) { return PART; }\n');
  t.equal(valueIn(await build()), '104');
  rmSync(modules, { recursive: true });
  t.match((await build()).result, {
    kind: 'failed',
    complaints: [{ kind: 'gyp', message: /Cannot find module 'dependency'/, where: 'binding.gyp:1' }],
  });
  t.equal(readFileSync(inSubmission('value.h'), 'utf8'), '#define VALUE 99\n');
});
