/** What `start` writes for editors: with it, and nothing else, the course's code can be read. */
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

t.test('compile_flags.txt makes the C++ readable, and C as well', async (t) => {
  writeFileSync(path.join(folder, 'plain.c'), '#include <node_api.h>\nnapi_env env;\n');
  const flags = read('compile_flags.txt').trim().split('\n');
  for (const [compiler, file] of [
    ['c++', 'myaddon.cc'],
    ['cc', 'plain.c'],
  ] as const) {
    t.doesNotThrow(() => execFileSync(compiler, [...flags, '-fsyntax-only', file], { cwd: folder }), file);
  }
});

t.test('so do the settings for VS Code', async (t) => {
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

t.test('paths of this machine stay out of what is committed', async (t) => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  git('init', '--quiet');
  const committed = git('ls-files', '--others', '--exclude-standard').trim().split('\n');
  t.ok(committed.includes('.gitignore'));
  for (const file of committed) t.notMatch(read(file), anna.env.LEARNYOUNATIVE_CACHE_DIR, file);
});

t.test('what is there already is kept', async (t) => {
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

t.test('a cache folder that cannot be written does not keep anybody from starting', async (t) => {
  const bert = new Learner(t, { LEARNYOUNATIVE_CACHE_DIR: path.join(folder, 'myaddon.cc', 'cache') });
  t.equal((await bert.run('start', 'off_the_js_thread')).code, 0);
  t.ok(existsSync(path.join(bert.folder, 'myaddon', 'myaddon.cc')));
});
