/** What was compiled, and as what: read from what make leaves, and from what Visual Studio is given. */
import t from 'tap';
import { compiledSources, foreignNames } from '../../../exercises/down_to_c/compiled.js';

const names = (...list: string[]) => Buffer.from(`\x7fELF\0${list.join('\0')}\0`, 'latin1');

t.test('reads the sources and objects that make knows', async (t) => {
  const deps = (object: string, source: string) =>
    `cmd_${object} := cc -o ${object} ${source} -c\n${object}: ${source} \\\n /usr/include/node_api.h\n${source}:\n`;
  const folder = t.testdir({
    build: {
      'myaddon.target.mk': '',
      Release: {
        'obj.target': { myaddon: { 'myaddon.o': 'object', src: { 'b.o': 'other' } } },
        '.deps': {
          Release: {
            'myaddon.node.d': 'cmd_Release/myaddon.node := ln -f x y\n',
            'obj.target': {
              myaddon: {
                'myaddon.o.d': deps('Release/obj.target/myaddon/myaddon.o', '../myaddon.c'),
                src: { 'b.o.d': deps('Release/obj.target/myaddon/src/b.o', '../src/my\\ b.cpp') },
              },
            },
          },
        },
      },
    },
  });
  const found = await compiledSources(folder);
  t.same(
    found.map(({ source, object }) => [source, String(object)]),
    [
      ['myaddon.c', 'object'],
      ['src/my b.cpp', 'other'],
    ],
  );
});

t.test('reads the sources of a project of Visual Studio, without that of node-gyp', async (t) => {
  const folder = t.testdir({
    build: {
      'myaddon.vcxproj': `<Project><ItemGroup>
  <ClCompile Include="..\\src\\myaddon.c"><ObjectFileName>x</ObjectFileName></ClCompile>
  <ClCompile Include="..\\..\\node_modules\\node-gyp\\src\\win_delay_load_hook.cc"/>
  <ClInclude Include="..\\delay.h"/></ItemGroup></Project>`,
      Release: { obj: { myaddon: { 'myaddon.obj': 'object' } } },
    },
  });
  const found = await compiledSources(folder);
  t.same(
    found.map(({ source, object }) => [source, String(object)]),
    [['src/myaddon.c', 'object']],
  );
});

t.test('finds the functions of libuv, however the format writes them', async (t) => {
  t.same(foreignNames(names('napi_typeof', 'uv_sleep', 'uv_sleep')).libuv, ['uv_sleep']);
  t.same(foreignNames(names('_napi_typeof', '_uv_queue_work')).libuv, ['uv_queue_work']);
  t.same(foreignNames(names('__imp_uv_queue_work')).libuv, ['uv_queue_work']);
});

t.test('takes no other name for one of libuv', async (t) => {
  const others = names('my_uv_sleep', 'uv_loop_s', 'uv_my_own_function', 'is uv_sleep good?');
  t.same(foreignNames(others).libuv, []);
});

t.test('knows names that C++ compilers make up', async (t) => {
  t.same(foreignNames(names('_Z5sleepi')).cpp, ['_Z5sleepi']);
  t.same(foreignNames(names('__ZN4Napi5ValueC2Ev')).cpp, ['__ZN4Napi5ValueC2Ev']);
  t.same(foreignNames(names('_ZL7executeP10napi_env__Pv')).cpp, ['_ZL7executeP10napi_env__Pv']);
  t.same(foreignNames(names('?sleep_ms@@YAXH@Z')).cpp, ['?sleep_ms@@YAXH@Z']);
  t.same(foreignNames(names('?GetCurrent@Isolate@v8@@SAPEAV12@XZ')).cpp.length, 1);
});

t.test('takes no name of C for one of C++', async (t) => {
  const plain = names('_Zone', 'sleep_ms', '??_C@_05PKMK@delay@', '?_OptionsStorage@?1??__local_stdio@@9@9');
  t.same(foreignNames(plain).cpp, []);
});
