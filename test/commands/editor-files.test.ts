/** The files that `start` writes for editors are enough to parse the course's code. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { Learner } from '../support/learner.js';

const anna = new Learner(t);
const folder = path.join(anna.folder, 'myaddon');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

t.before(async () => {
  t.equal((await anna.run('start', 'off_the_js_thread')).code, 0);
});

t.test('C++ and C compile with compile_flags.txt', async (t) => {
  writeFileSync(path.join(folder, 'plain.c'), '#include <node_api.h>\nnapi_env env;\n');
  const flags = read('compile_flags.txt').trim().split('\n');
  for (const [compiler, file] of [
    ['c++', 'myaddon.cc'],
    ['cc', 'plain.c'],
  ] as const) {
    t.doesNotThrow(() => execFileSync(compiler, [...flags, '-fsyntax-only', file], { cwd: folder }), file);
  }
});

t.test('they compile with the settings for VS Code', async (t) => {
  const [{ includePath, defines, cppStandard }] = JSON.parse(
    read('.vscode/c_cpp_properties.json'),
  ).configurations;
  const [whole, ...includes] = includePath as string[];
  t.match(whole, /workspaceFolder/);
  for (const include of includes) t.ok(path.isAbsolute(include));
  const flags = [`-std=${cppStandard}`, ...defines.map((name: string) => `-D${name}`)];
  const folders = includes.map((include) => `-I${include}`);
  t.doesNotThrow(() =>
    execFileSync('c++', [...flags, ...folders, '-fsyntax-only', 'myaddon.cc'], { cwd: folder }),
  );
});

t.test('machine-specific paths are not committed', async (t) => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  git('init', '--quiet');
  const committed = git('ls-files', '--others', '--exclude-standard').trim().split('\n');
  t.ok(committed.includes('.gitignore'));
  for (const file of committed) t.notMatch(read(file), anna.env.LEARNYOUNATIVE_CACHE_DIR, file);
});

t.test('existing files are kept', async (t) => {
  const other = path.join(anna.folder, 'other');
  mkdirSync(other);
  writeFileSync(path.join(other, '.gitignore'), 'mine\n');
  const { code, stdout } = await anna.run('start', 'off_the_js_thread', 'other');
  t.equal(code, 0);
  t.match(
    stdout,
    /wrote other\/compile_flags\.txt, for your editor\n.*wrote other\/\.vscode\/c_cpp_properties\.json, for your editor\n/,
  );
  t.equal(readFileSync(path.join(other, '.gitignore'), 'utf8'), 'mine\n');
});

t.test('start works if the cache folder cannot be written', async (t) => {
  const bert = new Learner(t, { LEARNYOUNATIVE_CACHE_DIR: path.join(folder, 'myaddon.cc', 'cache') });
  t.equal((await bert.run('start', 'off_the_js_thread')).code, 0);
  t.ok(existsSync(path.join(bert.folder, 'myaddon', 'myaddon.cc')));
});
