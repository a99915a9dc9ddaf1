import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { includeFolders } from '../../src/build/headers.js';
import { nodeApiFunctions, parseDeclarations } from '../../src/probe/node-api-header.js';

/** How many functions the first release of each line that is supported declares at the least. */
const LEAST: Readonly<Record<string, number>> = { 20: 155, 22: 155, 24: 161, 26: 161 };
const include = includeFolders().find((folder) => existsSync(path.join(folder, 'node_api.h')))!;

t.test('all functions of the running Node.js', async (t) => {
  const functions = nodeApiFunctions(include);
  const names = functions.map(({ name }) => name);
  const [major = ''] = process.versions.node.split('.');
  t.ok(names.length >= (LEAST[major] ?? 161), `${names.length} functions`);
  t.equal(new Set(names).size, names.length, 'each once');

  const text = ['js_native_api.h', 'node_api.h']
    .map((name) => readFileSync(path.join(include, name), 'utf8'))
    .join('\n');
  const mentioned = new Set(
    [...text.matchAll(/\bNAPI_CDECL\s+((?:napi|node_api)_\w+)\(/g)].map(([, name]) => name),
  );
  t.same(
    [...mentioned].filter((name) => !names.includes(name!)),
    [],
  );
  for (const { name, parameters, returns } of functions) {
    t.ok(
      parameters.every((parameter) => /^\w+$/.test(parameter.name)),
      `${name} names its parameters`,
    );
    t.match(returns, /^(?:napi_status|void)$/, name);
  }
});

t.test('no more and no fewer than the executable exports', async (t) => {
  const symbols = execFileSync('nm', ['-D', '--defined-only', process.execPath], { maxBuffer: 2 ** 28 });
  const exported = [...symbols.toString().matchAll(/ (?:napi|node_api)_\w+/g)].map(([name]) => name.trim());
  const declared = nodeApiFunctions(include).map(({ name }) => name);
  t.same(exported.sort(), declared.sort());
});

t.test('declarations in odd forms', async (t) => {
  const functions = parseDeclarations(`
    // NAPI_EXTERN napi_status NAPI_CDECL napi_in_a_comment(napi_env env);
    /* NAPI_EXTERN napi_status NAPI_CDECL
       napi_in_another(napi_env env); */
    #define DECLARES NAPI_EXTERN napi_status NAPI_CDECL \\
      napi_in_a_macro(napi_env env);
    #if NAPI_VERSION >= 99
    NAPI_EXTERN napi_status
    NAPI_CDECL
    napi_on_many_lines(napi_env env, // the environment
                       const char* text /* not null */,
                       napi_value argv[],
                       const napi_value values[3],
                       void** result);
    #endif
    NAPI_EXTERN NAPI_NO_RETURN void NAPI_CDECL napi_never_returns(const char*location);
    NAPI_EXTERN void NAPI_CDECL napi_takes_nothing(void);
    NAPI_EXTERN const char* NAPI_CDECL napi_gives_text();
    typedef void(NAPI_CDECL* napi_callback_type)(napi_env env);
  `);
  t.same(
    functions.map(({ name, returns, noReturn, parameters }) => {
      return [name, returns, noReturn, parameters.map((parameter) => parameter.name).join()];
    }),
    [
      ['napi_on_many_lines', 'napi_status', false, 'env,text,argv,values,result'],
      ['napi_never_returns', 'void', true, 'location'],
      ['napi_takes_nothing', 'void', false, ''],
      ['napi_gives_text', 'const char*', false, ''],
    ],
  );
  t.equal(functions[0]!.parameters[3]!.declaration, 'const napi_value values[3]');
});
