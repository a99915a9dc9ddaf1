/** Imports flow one way, from commands down to the environment. See CONTRIBUTING.md. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../src/environment/package-root.js';

/** From the bottom up: a folder may import from itself and from those before it. */
const LAYERS = [
  'environment',
  'process',
  'texts',
  'report',
  'submission',
  'build',
  'probe',
  'harness',
  'timeline',
  'checker',
  'toolchain',
  'course',
  'tasks',
  'shell',
  'commands',
];

interface Import {
  readonly from: string;
  readonly to: string;
}

t.test('every import goes down', async (t) => {
  const imports = importsOf('src');
  t.ok(imports.length > 100, 'imports are found');
  for (const { from, to } of imports) {
    const [here, there] = [layerOf(from), layerOf(to)];
    // The files of src/ itself are above all layers; the catalogue of the course imports the exercises.
    if (here === -1 || to.startsWith('exercises/')) continue;
    t.ok(there !== -1 && there <= here, `${from} imports ${to}`);
  }
});

/** What both sides of the harness may import: their protocol, and parameters and constants that both use. */
const SHARED = [
  'src/harness/protocol.ts',
  'src/harness/held.ts',
  'src/probe/trace-kinds.ts',
  /^src\/tasks\/\w+\/params\.ts$/,
  /^exercises\/\w+\/params\.ts$/,
];

/** The entry points of the child process. */
const CHILD_ENTRIES = [
  'src/harness/child/main.ts',
  'src/harness/child/trace-preload.ts',
  'src/harness/child/worker-entry.ts',
  ...filesIn('exercises').filter((file) => /\/(?:scenarios|worker)\.ts$/.test(file)),
];

/** The entry points of the parent process. Tasks are included: their import specifiers are computed. */
const PARENT_ENTRIES = [
  'src/main.ts',
  ...filesIn('exercises').filter((file) => /\/(?:exercise|task)\.ts$/.test(file)),
];

const isShared = (file: string) =>
  SHARED.some((one) => (typeof one === 'string' ? one === file : one.test(file)));

t.test('no module runs in both parent and child, except the shared ones', async (t) => {
  const child = reachedFrom(CHILD_ENTRIES);
  const parent = reachedFrom(PARENT_ENTRIES);
  t.ok(child.size > 20 && parent.size > 100, 'the graphs are found');
  t.same(
    [...child.keys()]
      .filter((file) => parent.has(file) && !isShared(file))
      .map((file) => importChain(child, file)),
    [],
  );
});

t.test('shared modules import only shared modules', async (t) => {
  const shared = [...filesIn('src'), ...filesIn('exercises')].filter(isShared);
  t.ok(shared.length > 5);
  t.same(
    [...reachedFrom(shared).keys()].filter((file) => !isShared(file)),
    [],
  );
});

t.test('exercises do not import commands or the shell', async (t) => {
  for (const { from, to } of importsOf('exercises')) {
    t.notMatch(to, /^src\/(commands|shell)\//, `${from} imports ${to}`);
  }
});

t.test('every folder is in a layer', async (t) => {
  const folders = new Set(filesIn('src').map((file) => file.split('/')[1]!));
  const missing = [...folders].filter((folder) => !folder.endsWith('.ts') && !LAYERS.includes(folder));
  t.same(missing, []);
});

function layerOf(file: string): number {
  return LAYERS.indexOf(file.split('/')[1]!);
}

/** Without type imports, which do not exist at run time. */
function importsOf(folder: string): Import[] {
  return filesIn(folder).flatMap(importsIn);
}

function importsIn(from: string): Import[] {
  const code = readFileSync(path.join(packageRoot, from), 'utf8').replace(
    /^(?:import|export) type [^;]+;/gm,
    '',
  );
  const named = [...code.matchAll(/(?:from|import\(|import)\s*'(\.[^']+)\.js'(?! \}|\)\.)/g)];
  const values = named.filter(({ index }) => !/typeof $/.test(code.slice(0, index)));
  return values.map(([, to]) => ({ from, to: `${path.posix.join(path.posix.dirname(from), to!)}.ts` }));
}

/** Every file that the entries import, directly or indirectly, with one of its importers. */
function reachedFrom(entries: readonly string[]): Map<string, string | undefined> {
  const reached = new Map<string, string | undefined>(entries.map((file) => [file, undefined]));
  for (const [file] of reached)
    for (const { to } of importsIn(file)) if (!reached.has(to)) reached.set(to, file);
  return reached;
}

/** The importers of a file, up to an entry point: `a.ts < b.ts < c.ts`. */
function importChain(reached: Map<string, string | undefined>, file: string | undefined): string {
  if (file === undefined) return '';
  const by = importChain(reached, reached.get(file));
  return by === '' ? file : `${file} < ${by}`;
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('/submissions/'));
}
