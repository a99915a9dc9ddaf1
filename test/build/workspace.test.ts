import { spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Test } from 'tap';
import t from 'tap';
import { openWorkspace } from '../../src/build/workspace.js';
import { workspaceRoot } from '../../src/build/workspace-root.js';
import { thisHolder } from '../../src/process/holder.js';
import { EXIT } from '../../src/report/stop.js';
import { listSourceFiles } from '../../src/submission/source-tree.js';

/** No process has this id. */
const NOBODY = 4_000_000;

/** A learner's machine; everything lies in folders with names that shells and make would stumble over. */
function setUp(t: Test) {
  const root = path.join(t.testdir(), `Zoë's "odd" folder`);
  const submission = path.join(root, 'my add-on');
  mkdirSync(submission, { recursive: true });
  writeFileSync(path.join(submission, 'index.js'), '');
  writeFileSync(path.join(submission, 'package.json'), '{}');
  process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(root, 'cache');
  return { root, submission };
}

async function open(folder: string) {
  return openWorkspace(folder, await listSourceFiles(folder));
}

/** The folder of the workspace in which its lock lies. */
function homeOf(folder: string): string {
  return existsSync(path.join(folder, 'held-by')) ? folder : homeOf(path.dirname(folder));
}

/** Makes a package that can be required, in a folder's `node_modules`. */
function install(folder: string, name: string, says: string): void {
  const place = path.join(folder, 'node_modules', name);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'index.js'), `module.exports = ${JSON.stringify(says)}`);
  writeFileSync(path.join(place, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
}

t.test('a copy of the package that is there again the next time', async (t) => {
  const { submission } = setUp(t);
  const first = await open(submission);
  t.same(readdirSync(first.packageFolder).sort(), ['index.js', 'package.json']);
  t.same(readdirSync(submission).sort(), ['index.js', 'package.json']);
  const home = homeOf(first.packageFolder);
  t.equal(readFileSync(path.join(home, 'held-by'), 'utf8'), thisHolder());
  first.release();
  t.notOk(existsSync(path.join(home, 'held-by')));
  const link = path.join(path.dirname(submission), 'by another name');
  symlinkSync(submission, link);
  const second = await open(link);
  t.equal(second.packageFolder, first.packageFolder, 'by whatever name it is called');
  second.release();
});

t.test('two at once get two', async (t) => {
  const { submission, root } = setUp(t);
  const [first, second, third] = await Promise.all([open(submission), open(submission), open(submission)]);
  t.equal(new Set([first, second, third].map(({ packageFolder }) => packageFolder)).size, 3);
  t.same(readdirSync(third.packageFolder).sort(), ['index.js', 'package.json']);
  const homes = [first, second, third].map(({ packageFolder }) => homeOf(packageFolder));
  for (const workspace of [first, second, third]) workspace.release();
  t.equal(homes.filter((home) => existsSync(home)).length, 1, 'only the lasting one stays');
  const other = path.join(root, 'other');
  mkdirSync(other);
  const [one, two] = await Promise.all([open(submission), open(other)]);
  t.not(homeOf(one.packageFolder), homeOf(two.packageFolder), 'another folder has another');
  t.notMatch(path.basename(homeOf(two.packageFolder)), /^once/);
  one.release();
  two.release();
});

t.test('locks', async (t) => {
  const { submission } = setUp(t);
  const lasting = await open(submission);
  const home = homeOf(lasting.packageFolder);
  lasting.release();

  for (const holder of [String(NOBODY), 'rubbish', '']) {
    writeFileSync(path.join(home, 'held-by'), holder);
    const then = new Date(Date.now() - 5_000);
    utimesSync(path.join(home, 'held-by'), then, then);
    const workspace = await open(submission);
    t.equal(homeOf(workspace.packageFolder), home, `that of nobody (${holder}) is taken over`);
    t.equal(readFileSync(path.join(home, 'held-by'), 'utf8'), thisHolder());
    workspace.release();
  }

  const somebody = spawn('sleep', ['60']);
  writeFileSync(path.join(home, 'held-by'), String(somebody.pid));
  const beside = await open(submission);
  t.not(homeOf(beside.packageFolder), home, 'that of a living process is respected');
  beside.release();
  t.equal(readFileSync(path.join(home, 'held-by'), 'utf8'), String(somebody.pid), 'and left alone');
  somebody.kill();
});

t.test('a failure on the way gives it free', async (t) => {
  const { submission } = setUp(t);
  const good = await open(submission);
  const home = homeOf(good.packageFolder);
  good.release();
  const gone = [{ relative: 'gone.cc', absolute: path.join(submission, 'gone.cc') }];
  await t.rejects(openWorkspace(submission, gone), { exitCode: EXIT.usage, message: /gone\.cc/ });
  t.notOk(existsSync(path.join(home, 'held-by')));
});

t.test('a cache folder that cannot be', async (t) => {
  const { root, submission } = setUp(t);
  writeFileSync(path.join(root, 'file'), '');
  process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(root, 'file', 'cache');
  await t.rejects(open(submission), {
    exitCode: EXIT.notReady,
    message: /ENOTDIR.*LEARNYOUNATIVE_CACHE_DIR/,
  });
});

t.test('what was not used for long is removed', async (t) => {
  const { submission } = setUp(t);
  const workspaces = path.join(await workspaceRoot(), 'workspaces');
  const make = (name: string, { days = 0, holder }: { days?: number; holder?: number }) => {
    mkdirSync(path.join(workspaces, name, 'package', 'build'), { recursive: true });
    if (holder !== undefined) writeFileSync(path.join(workspaces, name, 'held-by'), String(holder));
    const then = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
    utimesSync(path.join(workspaces, name), then, then);
  };
  make('recent', { days: 29 });
  make('old', { days: 31 });
  make('once-abandoned', { holder: NOBODY });
  make('once-in-use', { holder: process.pid });
  make('once-being-made', {});
  const mine = await open(submission);
  const left = readdirSync(workspaces).filter((name) => name !== path.basename(homeOf(mine.packageFolder)));
  t.same(left.sort(), ['once-being-made', 'once-in-use', 'recent']);
  mine.release();
});

t.test('modules of the workshop', async (t) => {
  setUp(t);
  const rooms = await Promise.all([workspaceRoot(), workspaceRoot(), workspaceRoot()]);
  const [room] = rooms;
  t.same(new Set(rooms).size, 1, 'several that make it at once end with one');
  t.same(readdirSync(room!), ['node_modules'], 'and no half-made ones');
  const modules = path.join(room!, 'node_modules');
  t.same(readdirSync(modules).sort(), ['bindings', 'file-uri-to-path', 'node-addon-api']);
  for (const name of readdirSync(modules)) t.notOk(lstatSync(path.join(modules, name)).isSymbolicLink());
  t.ok(existsSync(path.join(modules, 'node-addon-api', 'napi.h')));
});

t.test('a cache folder behind a link', async (t) => {
  const { root, submission } = setUp(t);
  mkdirSync(path.join(root, 'big disk'));
  symlinkSync('big disk', path.join(root, 'cache'));
  for (const time of ['the first time', 'the second time']) {
    const workspace = await open(submission);
    t.equal(workspace.packageFolder, realpathSync(workspace.packageFolder), time);
    workspace.release();
  }
});

t.test('which module is found', async (t) => {
  const { root, submission } = setUp(t);
  /** Asks for each name only once: Node.js remembers where it found it. */
  const found = async (name: string): Promise<unknown> => {
    const workspace = await open(submission);
    workspace.release();
    const require = createRequire(path.join(workspace.packageFolder, 'index.js'));
    const module: unknown = require(name);
    return typeof module === 'string'
      ? module
      : path.relative(workspace.packageFolder, require.resolve(name));
  };
  t.match(await found('node-addon-api'), /^(\.\.[\\/])+node_modules[\\/]node-addon-api[\\/]index\.js$/);
  t.match(await found('file-uri-to-path'), /^(\.\.[\\/])+node_modules[\\/]file-uri-to-path[\\/]index\.js$/);
  await t.rejects(found('left-pad'), { code: 'MODULE_NOT_FOUND' });

  install(root, 'bindings', 'above');
  for (const [folder, place] of [
    [path.dirname(root), 'two above'],
    [root, 'above'],
    [submission, 'own'],
  ] as const) {
    install(folder, `only-${place.replace(' ', '-')}`, place);
    for (const name of ['one', 'two', 'three']) install(folder, name, place);
  }
  t.equal(await found('one'), 'own');
  t.equal(await found('only-above'), 'above');
  t.equal(await found('only-two-above'), 'two above');
  t.equal(await found('bindings'), 'above', 'theirs comes before ours');

  rmSync(path.join(submission, 'node_modules'), { recursive: true });
  t.equal(await found('two'), 'above');
  rmSync(path.join(root, 'node_modules'), { recursive: true });
  t.equal(await found('three'), 'two above');
});
