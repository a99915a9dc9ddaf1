import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { includeFolders } from '../../src/build/headers.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { nodeApiFunctions } from '../../src/probe/node-api-header.js';
import { TRACE_KINDS } from '../../src/probe/trace-kinds.js';
import { wrappedFunctions } from '../../src/probe/wrapped-functions.js';
import { attachedSource, wrapperSource } from '../../src/probe/wrapper-source.js';

const include = includeFolders().find((folder) => existsSync(path.join(folder, 'node_api.h')))!;
const native = path.join(packageRoot, 'src', 'probe', 'native');
const functions = nodeApiFunctions(include);
const source = wrapperSource(functions);
const folder = t.testdir({ 'probe.cc': source });

function compile(...flags: string[]) {
  const args = [
    '-std=c++17',
    '-fPIC',
    '-fvisibility=hidden',
    '-fno-exceptions',
    '-fno-rtti',
    '-DNAPI_EXTERN=',
  ];
  const experimental = ['-DNAPI_EXPERIMENTAL', '-DNODE_API_EXPERIMENTAL_NO_WARNING'];
  const optOut = ['-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT', '-DNODE_API_EXPERIMENTAL_BASIC_ENV_OPT_OUT'];
  const paths = [`-isystem${include}`, `-I${native}`, '-c', 'probe.cc', '-o', 'probe.o'];
  const all = [...args, ...experimental, ...optOut, ...flags, ...paths];
  return spawnSync(process.env.CXX ?? 'c++', all, { cwd: folder, encoding: 'utf8' });
}

t.test('compiles without a warning, optimised or not', async (t) => {
  for (const level of ['-O0', '-O2']) {
    const { status, stderr } = compile(level, '-Wall', '-Wextra', '-Werror');
    t.equal(stderr, '');
    t.equal(status, 0);
  }
});

t.test('the library compiles without a warning as well, and needs nothing but the C library', async (t) => {
  writeFileSync(path.join(folder, 'attach.cc'), attachedSource(functions));
  const flags = [
    '-ftls-model=initial-exec',
    '-std=c++17',
    '-O2',
    '-fPIC',
    '-fvisibility=hidden',
    '-fno-exceptions',
    '-fno-rtti',
    '-DNAPI_EXTERN=',
  ];
  const strict = [
    '-DNAPI_EXPERIMENTAL',
    '-DNODE_API_EXPERIMENTAL_NO_WARNING',
    '-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
    '-DNODE_API_EXPERIMENTAL_BASIC_ENV_OPT_OUT',
    '-Wall',
    '-Wextra',
    '-Werror',
  ];
  const link = ['-shared', '-static-libgcc', '-Wl,--as-needed', '-o', 'attach.so'];
  const args = [...flags, ...strict, `-isystem${include}`, `-I${native}`, 'attach.cc', ...link];
  t.equal(spawnSync(process.env.CXX ?? 'c++', args, { cwd: folder, encoding: 'utf8' }).stderr, '');
  const dynamic = execFileSync('readelf', ['-dW', path.join(folder, 'attach.so')], { encoding: 'utf8' });
  const needed = [...dynamic.matchAll(/NEEDED.*\[(.*)\]/g)].map(([, name]) => name);
  t.same(needed, ['libc.so.6']);
  const symbols = execFileSync('readelf', ['-sW', '--dyn-syms', path.join(folder, 'attach.so')], {
    encoding: 'utf8',
  });
  const visible = symbols.split('\n').filter((text) => / (?:GLOBAL|WEAK) +DEFAULT +\d/.test(text));
  t.same(visible, [], 'it replaces no function of the program');
});

t.test('defines every function that it says it wraps, and hides it', async (t) => {
  t.equal(compile('-O2').status, 0);
  const table = execFileSync('readelf', ['-sW', path.join(folder, 'probe.o')], { encoding: 'utf8' });
  for (const name of wrappedFunctions(functions)) {
    const line = table.split('\n').find((text) => text.endsWith(` ${name}`)) ?? '';
    t.match(line, /FUNC +GLOBAL HIDDEN +\d/, name);
  }
  const visible = table.split('\n').filter((text) => / (?:GLOBAL|WEAK) +DEFAULT +\d/.test(text));
  t.same(visible, [], 'nothing else of it can be seen from outside');
});

t.test('lets exceptions through: every function has its entry in the unwind table', async (t) => {
  t.equal(compile('-O2').status, 0);
  const frames = execFileSync('readelf', ['--debug-dump=frames', path.join(folder, 'probe.o')], {
    encoding: 'utf8',
  });
  const covered = [...frames.matchAll(/ FDE /g)].length;
  t.ok(covered >= wrappedFunctions(functions).length, `${covered} functions have one`);
});

t.test('kinds of records: the reader has the same, in the same order', async (t) => {
  const header = readFileSync(path.join(native, 'record.h'), 'utf8');
  const enumeration = /enum Kind : uint32_t \{([^}]*)\}/.exec(header)![1]!;
  const inNative = [...enumeration.matchAll(/^ +k(\w+)/gm)].map(([, name]) => {
    return name!.replace(/[A-Z]/g, (letter, at) => (at > 0 ? '-' : '') + letter.toLowerCase());
  });
  t.same(TRACE_KINDS, inNative);
});

t.test('a function that the headers will have some day', async (t) => {
  const parameters = [
    { declaration: 'napi_env env', name: 'env' },
    { declaration: 'void* data', name: 'data' },
  ];
  const future = { name: 'napi_future', returns: 'napi_status', noReturn: false, parameters };
  const declared = 'extern "C" napi_status NAPI_CDECL napi_future(napi_env env, void* data);';
  writeFileSync(
    path.join(folder, 'probe.cc'),
    wrapperSource([...functions, future]).replace('#include <uv.h>', `#include <uv.h>\n${declared}`),
  );
  t.match(
    wrapperSource([future]),
    /slow_napi_future\(napi_env env, void\* data, void\* return_address\) \{\n {2}PROBE_CHECK_THREAD_AT/,
  );
  t.equal(compile('-O2', '-Wall', '-Wextra', '-Werror').stderr, '');
});
