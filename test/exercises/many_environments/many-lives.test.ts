/** Two hundred workers load the answer and are terminated. Nothing is left of any of them. */
import path from 'node:path';
import t from 'tap';
import type { Params } from '../../../exercises/many_environments/params.js';
import { stateReleased } from '../../../exercises/many_environments/released.js';
import { ownState } from '../../../exercises/many_environments/state.js';
import { Verification } from '../../../src/course/verification.js';
import { packageRoot } from '../../../src/environment/package-root.js';
import { endingOf } from '../../../src/harness/parent/run-record.js';
import { prepareCache, preparedCache } from '../../support/prepared-cache.js';

const LIVES = 200;

await prepareCache();
process.env.LEARNYOUNATIVE_CACHE_DIR = preparedCache;

t.test('two hundred lives', { skip: process.platform === 'win32' }, async (t) => {
  const verification = new Verification({
    folder: path.join(packageRoot, 'exercises', 'many_environments', 'solution'),
    exerciseId: 'many_environments',
    target: 'myaddon',
    signal: new AbortController().signal,
  });
  t.teardown(() => verification.close());
  await verification.build();
  const { packageFolder } = verification;
  const params: Params = { inMain: 1, inWorkers: [1], mark: 'mark', pendingMs: 1, lives: LIVES };
  const run = await verification.run('cycles', { packageFolder, params });
  t.equal(endingOf(run).kind, 'drained');
  t.equal(ownState(run), undefined);
  t.equal(stateReleased(run, packageFolder), undefined);
  const { counts, lost } = run.trace!;
  t.equal(lost, 0);
  t.equal(counts.environment, LIVES + 1, 'one in each worker, and the main one');
  t.equal(counts['environment-ended'], counts.environment);
  t.equal(counts['instance-data-finalized'], counts['instance-data-set']);
  t.equal(counts['instance-data-freed'], counts['instance-data-set']);
  t.equal(counts['reference-deleted'], counts['reference-created']);
});
