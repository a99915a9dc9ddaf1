import t from 'tap';
import { isPlainGyp } from '../../src/build/plain-gyp.js';

const around = (inner: string) =>
  `{ 'targets': [ { 'target_name': 'myaddon', 'sources': ['myaddon.cc'], ${inner} } ] }`;

const PLAIN = [
  around(''),
  around(`"include_dirs": ["<!(node -p \\"require('node-addon-api').include_dir\\")"]`),
  around(`"include_dirs": ["<!@(node -p \\"require('node-addon-api').include\\")", "include"]`),
  around(
    `'defines': ['NAPI_VERSION=9'], # don't say "why"\n 'conditions': [['OS=="mac"', {'cflags_cc': ['-Wall']}]]`,
  ),
];

const UNUSUAL = [
  around(`'actions': []`),
  around(`'act' 'ions': []`),
  around(`'\\x61ctions': []`),
  around(`'''actions''': []`),
  around(`'includes': ['more.gypi']`),
  around(`'dependencies': ['other.gyp:other']`),
  around(`'libraries': ['-lz']`),
  around(`'include_dirs': ['../elsewhere']`),
  around(`'include_dirs': ['/opt/include']`),
  around(`'cflags': ['-I/opt/include']`),
  around(`'cflags': ['-include', '$(HOME)/a.h']`),
  around(`'cflags': ['@flags']`),
  around(`'defines': ['<(module_root_dir)']`),
  around(`'defines': ['<!(date)']`),
  around(`'defines': ['<!(node -p "require(\\'node-addon-api\\').include_dir + Date.now()")']`),
  around(`'defines': ['>!(date)', '^!(date)']`),
  around(`'defines': ['<|(list.txt a)']`),
  around(`'variables': {'x%': '<!(date)'}`),
  '{ oops }',
];

t.test('what depends on nothing but its text', async (t) => {
  t.same(
    PLAIN.filter((text) => !isPlainGyp(text)),
    [],
  );
});

t.test('what may depend on anything', async (t) => {
  t.same(UNUSUAL.filter(isPlainGyp), []);
});
