/** The program in MORE is complete and runs, and shows what the text says. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { packageRoot } from '../../../src/environment/package-root.js';

t.test('the program measures what others feel', async (t) => {
  const more = readFileSync(path.join(packageRoot, 'exercises', 'share_the_pool', 'more.md'), 'utf8');
  const program = /```js\n([\s\S]*?)```/.exec(more)?.[1] ?? '';
  const file = path.join(t.testdir({}), 'measure.cjs');
  // Fewer iterations, which changes nothing but the time that it takes.
  writeFileSync(file, program.replace('20_000', '2_000'));
  for (const share of ['100', '2']) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, share], { encoding: 'utf8' });
    t.equal(status, 0, stderr);
    t.match(stdout, /^alone, ms: +fs [\d.]+ {2}dns [\d.]+ {2}crypto [\d.]+ {2}zlib [\d.]+$/m);
    t.match(stdout, /^during jobs, ms: fs [\d.]+ /m);
    t.match(stdout, /^all jobs, ms: +\d+$/m);
  }
});
