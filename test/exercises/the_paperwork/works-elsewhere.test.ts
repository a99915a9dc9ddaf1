/** Paths that are right where the test runs are wrong elsewhere: so nothing is built here, the texts are judged alone. */
import path from 'node:path';
import t, { type Test } from 'tap';
import { worksElsewhere } from '../../../exercises/the_paperwork/works-elsewhere.js';

const MANIFEST = { content: { name: 'myaddon' }, text: '', main: 'index.js' };

function situationOf(test: Test, relative: string, text: string) {
  const folder = test.testdir({ [relative]: text });
  const verdict = worksElsewhere(folder, [{ relative, absolute: path.join(folder, relative) }], MANIFEST);
  return verdict && `${verdict.situation} ${verdict.where}`;
}

t.test('headers that are included by their place', async (t) => {
  const including = (included: string) =>
    situationOf(t, 'myaddon.cc', `#include <string>\n#include ${included}\n`);
  const byPlace = [
    '"/usr/include/node/node_api.h"',
    '"C:\\node\\node_api.h"',
    '"node_modules/node-addon-api/napi.h"',
    '"../node_modules/node-addon-api/napi.h"',
  ];
  t.same(
    byPlace.filter((included) => including(included) !== 'works-elsewhere.included myaddon.cc:2'),
    [],
    'found in their line',
  );
  const byName = ['<napi.h>', '"napi.h"', '"lib/mine.h"', '<sys/types.h>'];
  t.same(
    byName.filter((included) => including(included) !== undefined),
    [],
  );
  t.equal(situationOf(t, 'readme.md', '#include "/usr/include/stdio.h"\n'), undefined, 'not compiled');
});

t.test('paths in flags and commands', async (t) => {
  const inGyp = (text: string) => situationOf(t, 'binding.gyp', `{ "cflags": [${JSON.stringify(text)}] }`);
  const specific = {
    '-I$(HOME)/include': 'home',
    '-I~/include': 'home',
    '-I/opt/mine/include': 'absolute',
    '-Inode_modules/node-addon-api': 'modules',
    '<!(node -p "path.resolve(\'node_modules/node-addon-api\')")': 'modules',
  };
  t.same(
    Object.keys(specific).map(inGyp),
    Object.values(specific).map((situation) => `works-elsewhere.${situation} binding.gyp:1`),
  );
  const portable = ['-Wall', '/EHsc', '-O2', '/std:c++20', '<(module_root_dir)/include', '-Iinclude'];
  t.same(
    portable.filter((text) => inGyp(text) !== undefined),
    [],
  );
});
