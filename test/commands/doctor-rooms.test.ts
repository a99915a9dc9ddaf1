/** `doctor` on machines that lack something, made for real: it names the right thing, and what installs it. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/environment/package-root.js';
import { installCommand } from '../../src/toolchain/install-command.js';
import { currentSystem } from '../../src/toolchain/system.js';
import type { Package, Prerequisite } from '../../src/toolchain/tool-finding.js';
import { inParallel } from '../support/in-parallel.js';
import { runInRoom } from '../support/rooms.js';

const ROOMS = path.join(packageRoot, 'exercises', 'check_your_tools', 'submissions', 'wrong');

/** Where nothing has to be installed, a part of the advice. */
const POOR: readonly (readonly [room: string, thing: Prerequisite, remedy: Package | RegExp])[] = [
  ['no-compiler', 'compiler', 'compiler'],
  ['no-python', 'python', 'python'],
  ['no-make', 'make', 'make'],
  ['old-compiler', 'compiler', /newer compiler/],
  ['cache-is-a-file', 'cache-folder', /LEARNYOUNATIVE_CACHE_DIR=/],
];

interface Told {
  readonly thing: Prerequisite;
  readonly found: boolean;
  readonly observed?: string;
  readonly remedy?: string;
}

t.test('the right thing, and the right command', async (t) => {
  const rooms = t.testdir({});
  await inParallel(POOR, async ([room, thing, remedy]) => {
    const root = path.join(rooms, room);
    mkdirSync(root);
    const { code, stdout, stderr } = await runInRoom(path.join(ROOMS, room), root, ['doctor', '--json']);
    t.match({ code, stderr }, { code: 3, stderr: '' }, room);
    const { ready, things } = JSON.parse(stdout) as { ready: boolean; things: Told[] };
    t.equal(ready, false);
    t.same(
      things.filter(({ found }) => !found).map((one) => one.thing),
      [thing],
      `${room}: nothing else is missing`,
    );
    const missing = things.find((one) => one.thing === thing);
    t.match(missing?.observed, /\w+ \w+/);
    const expected = typeof remedy === 'string' ? installCommand([remedy], currentSystem()) : remedy;
    t.match(missing?.remedy, expected ?? /./, `${room}: ${missing?.remedy}`);
  });
});
