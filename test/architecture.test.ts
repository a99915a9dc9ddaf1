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

t.test("the harness's child knows nothing of its parent", async (t) => {
  const ofChild = importsOf('src/harness/child');
  t.ok(ofChild.length > 5);
  for (const { from, to } of ofChild) {
    t.ok(/^src\/harness\/(child\/|protocol)/.test(to), `${from} imports ${to}`);
  }
});

t.test('exercises know nothing of commands', async (t) => {
  for (const { from, to } of importsOf('exercises')) {
    t.notMatch(to, /^src\/(commands|shell)\//, `${from} imports ${to}`);
  }
});

t.test('every room has its place', async (t) => {
  const rooms = new Set(filesIn('src').map((file) => file.split('/')[1]!));
  const unplaced = [...rooms].filter((room) => !room.endsWith('.ts') && !STOREYS.includes(room));
  t.same(unplaced, []);
});

function storeyOf(file: string): number {
  return STOREYS.indexOf(file.split('/')[1]!);
}

function importsOf(folder: string): Import[] {
  return filesIn(folder).flatMap((from) => {
    const code = readFileSync(path.join(packageRoot, from), 'utf8');
    const named = [...code.matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g)];
    return named.map(([, to]) => ({ from, to: `${path.posix.join(path.posix.dirname(from), to!)}.ts` }));
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('/submissions/'));
}
