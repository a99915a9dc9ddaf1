/** Paths that are right where the test runs are wrong elsewhere: so nothing is built here, the texts are judged alone. */
import path from 'node:path';
import t, { type Test } from 'tap';
import { worksElsewhere } from '../../../exercises/the_paperwork/works-elsewhere.js';
import { gypPackage } from '../../support/gyp-package.js';

const MANIFEST = { content: { name: 'myaddon' }, text: '', main: 'index.js' };

async function situationOf(test: Test, relative: string, text: string) {
  const folder = await gypPackage(test, { [relative]: text });
  const files = [{ relative, absolute: path.join(folder, relative) }];
  const verdict = await worksElsewhere(folder, files, MANIFEST);
  return verdict && `${verdict.situation} ${verdict.where}`;
}

t.test('headers that are included by their place', async (t) => {
  for (const included of [
    '/usr/include/node/node_api.h',
    'C:\\node\\node_api.h',
    'node_modules/node-addon-api/napi.h',
    '../node_modules/node-addon-api/napi.h',
  ]) {
    const situation = await situationOf(t, 'myaddon.cc', `#include <string>\n#include "${included}"\n`);
    t.equal(situation, 'works-elsewhere.included myaddon.cc:2', included);
  }
  for (const included of ['<napi.h>', '"napi.h"', '"lib/mine.h"', '<sys/types.h>'])
    t.equal(await situationOf(t, 'myaddon.cc', `#include ${included}\n`), undefined, included);
  t.equal(await situationOf(t, 'readme.md', '#include "/usr/include/stdio.h"\n'), undefined, 'not compiled');
});

t.test('paths in flags and commands', async (t) => {
  const gyp = (text: string) => `{ "cflags": [${JSON.stringify(text)}] }`;
  for (const [text, situation] of [
    ['-I$(HOME)/include', 'home'],
    ['-I~/include', 'home'],
    ['-I/opt/mine/include', 'absolute'],
    ['-Inode_modules/node-addon-api', 'modules'],
    ['<!(node -p "path.resolve(\'node_modules/node-addon-api\')")', 'modules'],
  ] as const)
    t.equal(
      await situationOf(t, 'binding.gyp', gyp(text)),
      `works-elsewhere.${situation} binding.gyp:1`,
      text,
    );
  for (const text of ['-Wall', '/EHsc', '-O2', '/std:c++20', '<(module_root_dir)/include', '-Iinclude'])
    t.equal(await situationOf(t, 'binding.gyp', gyp(text)), undefined, text);
});
