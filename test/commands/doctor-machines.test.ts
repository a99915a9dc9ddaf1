/** `doctor` on machine fixtures that lack something: it names what is missing and how to install it. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { installCommand } from '../../src/toolchain/install-command.js';
import { currentSystem } from '../../src/toolchain/system.js';
import type { Package, Prerequisite } from '../../src/toolchain/tool-finding.js';
import { inParallel } from '../support/in-parallel.js';
import { runOnMachine } from '../support/machine-fixture.js';

const FIXTURES = path.join(packageRoot, 'exercises', 'check_your_tools', 'submissions', 'wrong');

/** The remedy is the command that installs a package, or matches an expression. */
const MACHINES: readonly (readonly [name: string, thing: Prerequisite, remedy: Package | RegExp])[] = [
  ['no-compiler', 'compiler', 'compiler'],
  ['no-python', 'python', 'python'],
  ['no-make', 'make', 'make'],
  ['old-compiler', 'compiler', /newer compiler/],
  ['cache-is-a-file', 'cache-folder', /LEARNYOUNATIVE_CACHE_DIR=/],
];

interface ReportedThing {
  readonly thing: Prerequisite;
  readonly found: boolean;
  readonly observed?: string;
  readonly remedy?: string;
}

t.test('doctor names what is missing and the right command', async (t) => {
  const folder = t.testdir({});
  await inParallel(MACHINES, 1, async ([name, thing, remedy]) => {
    const root = path.join(folder, name);
    mkdirSync(root);
    const { code, stdout, stderr } = await runOnMachine(path.join(FIXTURES, name), root, [
      'doctor',
      '--json',
    ]);
    t.match({ code, stderr }, { code: 3, stderr: '' }, name);
    const { ready, things } = JSON.parse(stdout) as { ready: boolean; things: ReportedThing[] };
    t.equal(ready, false);
    t.same(
      things.filter(({ found }) => !found).map((one) => one.thing),
      [thing],
      `${name}: nothing else is missing`,
    );
    const missing = things.find((one) => one.thing === thing);
    t.match(missing?.observed, /\w+ \w+/);
    const expected = typeof remedy === 'string' ? installCommand([remedy], currentSystem()) : remedy;
    t.match(missing?.remedy, expected ?? /./, `${name}: ${missing?.remedy}`);
  });
});
