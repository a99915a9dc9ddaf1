/** Packages that the learner has installed, in folders whose names a shell, make or gyp would take apart. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import { buildPackage } from '../../src/build/build.js';
import { argumentsForLinks } from '../../src/build/linked-modules.js';
import { openWorkspace } from '../../src/build/workspace.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { listSourceFiles } from '../../src/submission/source-tree.js';

const BINDING_GYP = `{ "targets": [ {
  "target_name": "myaddon",
  "sources": [ "myaddon.cc" ],
  "include_dirs": [ "<!(node -p \\"require('node-addon-api').include_dir\\")" ],
  "defines": [ "NODE_ADDON_API_DISABLE_CPP_EXCEPTIONS" ]
} ] }
`;
const MYADDON_CC = `#include <napi.h>
Napi::Object Init(Napi::Env env, Napi::Object exports) { return exports; }
NODE_API_MODULE(myaddon, Init)
`;

// The cache is elsewhere, so that only the links lead through the folder.
process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(t.testdir({}), 'cache');

function opened(t: Test, ...names: string[]): string {
  const submission = path.join(t.testdir({}), ...names);
  mkdirSync(submission, { recursive: true });
  for (const [name, text] of Object.entries({
    'package.json': '{}',
    'binding.gyp': BINDING_GYP,
    'myaddon.cc': MYADDON_CC,
  }))
    writeFileSync(path.join(submission, name), text);
  return submission;
}

function install(folder: string): void {
  const installed = path.join(packageRoot, 'node_modules', 'node-addon-api');
  cpSync(installed, path.join(folder, 'node_modules', 'node-addon-api'), { recursive: true });
}

t.test('an odd folder name', async (t) => {
  const submission = opened(t, `Zoë's (new) $folder; #1 & "more"`, 'my add-on');
  for (const [where, folder] of [
    ['in a folder above it', path.dirname(submission)],
    ['in the package', submission],
  ] as const) {
    install(folder);
    const files = await listSourceFiles(submission);
    const { packageFolder, release } = await openWorkspace(submission, files);
    t.same(argumentsForLinks(packageFolder).slice(0, 1), ['--import'], where);
    const result = await buildPackage({ packageFolder, files });
    t.equal(result.kind, 'built', `installed ${where}: ${result.log.slice(-500)}`);
    release();
  }
});

t.test('an ordinary folder name needs nothing', async (t) => {
  const submission = opened(t, 'ordinary', 'myaddon');
  install(submission);
  const { packageFolder, release } = await openWorkspace(submission, await listSourceFiles(submission));
  t.same(argumentsForLinks(packageFolder), []);
  release();
});
