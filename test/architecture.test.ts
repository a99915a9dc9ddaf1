/** Imports flow one way: from commands down to what knows nothing of the workshop. See CONTRIBUTING.md. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../src/environment/package-root.js';

/** From the ground up: a folder may import from those before it, and from itself. */
const STOREYS = [
  'environment',
  'process',
  'texts',
  'report',
  'submission',
  'build',
  'probe',
  'harness',
  'timeline',
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
    const [here, there] = [storeyOf(from), storeyOf(to)];
    // The files of src/ itself stand on top; the catalogue of the course names the exercises.
    if (here === -1 || to.startsWith('exercises/')) continue;
    t.ok(there !== -1 && there <= here, `${from} imports ${to}`);
  }
});

/** What both sides of the harness may know: the messages between them, and what they agree on. */
const SHARED = [
  'src/harness/protocol.ts',
  'src/harness/held.ts',
  /^src\/tasks\/\w+\/params\.ts$/,
  /^exercises\/\w+\/params\.ts$/,
];

/** What runs in the child process starts here. */
const CHILD_ENTRIES = [
  'src/harness/child/main.ts',
  'src/harness/child/trace-preload.ts',
  ...filesIn('exercises').filter((file) => file.endsWith('/scenarios.ts')),
];

/** What runs in the parent starts here; the tasks of exercises are loaded by a name that is computed. */
const PARENT_ENTRIES = [
  'src/main.ts',
  ...filesIn('exercises').filter((file) => /\/(?:exercise|task)\.ts$/.test(file)),
];

const isShared = (file: string) =>
  SHARED.some((one) => (typeof one === 'string' ? one === file : one.test(file)));

t.test('nothing that runs in the child belongs to the parent, directly or through others', async (t) => {
  const child = reachedFrom(CHILD_ENTRIES);
  const parent = reachedFrom(PARENT_ENTRIES);
  t.ok(child.size > 20 && parent.size > 100, 'the graphs are found');
  t.same(
    [...child.keys()].filter((file) => parent.has(file) && !isShared(file)).map((file) => wayTo(child, file)),
    [],
  );
});

t.test('what both sides know imports nothing that only one may know', async (t) => {
  const shared = [...filesIn('src'), ...filesIn('exercises')].filter(isShared);
  t.ok(shared.length > 5);
  t.same(
    [...reachedFrom(shared).keys()].filter((file) => !isShared(file)),
    [],
  );
});

t.test('exercises know nothing of commands', async (t) => {
  for (const { from, to } of importsOf('exercises')) {
    t.notMatch(to, /^src\/(commands|shell)\//, `${from} imports ${to}`);
  }
});

t.test('every folder has its place', async (t) => {
  const folders = new Set(filesIn('src').map((file) => file.split('/')[1]!));
  const unplaced = [...folders].filter((folder) => !folder.endsWith('.ts') && !STOREYS.includes(folder));
  t.same(unplaced, []);
});

function storeyOf(file: string): number {
  return STOREYS.indexOf(file.split('/')[1]!);
}

/** What is imported for more than its types: they are gone when the code runs. */
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

/** Every file that is reached from these, with the one that imports it. */
function reachedFrom(entries: readonly string[]): Map<string, string | undefined> {
  const reached = new Map<string, string | undefined>(entries.map((file) => [file, undefined]));
  for (const [file] of reached)
    for (const { to } of importsIn(file)) if (!reached.has(to)) reached.set(to, file);
  return reached;
}

/** `a.ts < b.ts < c.ts`: the importers of a file, up to where the graph starts. */
function wayTo(reached: Map<string, string | undefined>, file: string | undefined): string {
  if (file === undefined) return '';
  const by = wayTo(reached, reached.get(file));
  return by === '' ? file : `${file} < ${by}`;
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('/submissions/'));
}
