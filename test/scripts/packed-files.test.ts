import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

// Without scripts, so that nothing is built while other tests run what is built.
const [pack] = JSON.parse(
  execFileSync(NPM, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: packageRoot,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }),
) as { files: { path: string }[] }[];
const packed = pack!.files.map((file) => file.path);

/** The compiled files that `file` loads, itself included. */
function loadedFrom(file: string, loaded: Set<string> = new Set()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const code = readFileSync(path.join(packageRoot, file), 'utf8');
  for (const [, other] of code.matchAll(
    /^[^*\n]*?(?:from |import\(|import |require\()['"](\.[^'"]+\.c?js)['"]/gm,
  ))
    loadedFrom(path.posix.join(path.posix.dirname(file), other!), loaded);
  return loaded;
}

t.test('the package holds what it runs, and nothing for its developers', async (t) => {
  const folders = new Set(packed.map((file) => file.split('/').slice(0, 2).join('/')));
  t.strictSame([...folders].filter((folder) => !/^(?:exercises|rules|templates)\//.test(folder)).sort(), [
    'LICENSE',
    'README.md',
    'bin/learnyounative.js',
    'dist/cli',
    'dist/exercises',
    'dist/src',
    'i18n/en',
    'package.json',
    'src/build',
    'src/probe',
    'src/toolchain',
  ]);
  t.strictSame(
    packed.filter((file) => /submissions|\.test\.|\.map$|\.d\.ts$|\.log$|^\.|node_modules/.test(file)),
    [],
  );
});

t.test('all that the program and its child processes load is in the package', async (t) => {
  const starts = packed.filter((file) =>
    /^dist\/(?:cli\/main\.js|src\/harness\/child\/.*js|.*\/(?:scenarios|worker)\.js)$/.test(file),
  );
  const needed = [...new Set(starts.flatMap((file) => [...loadedFrom(file)]))];
  t.ok(needed.length > 100, 'finds what is loaded');
  t.strictSame(
    needed.filter((file) => !packed.includes(file)),
    [],
  );
});

t.test('the parts of the HTML report are in the package', async (t) => {
  for (const file of ['report.js', 'report.css']) t.ok(packed.includes(`dist/cli/page/${file}`), file);
});

t.test('learners install what their packages are built with, and nothing else', async (t) => {
  const { dependencies } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));
  t.strictSame(Object.keys(dependencies).sort(), ['bindings', 'node-addon-api', 'node-gyp']);
});
