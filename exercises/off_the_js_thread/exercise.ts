import { randomInt } from 'node:crypto';
import { BUILD_CHECKS, buildSubmission } from '../../src/course/build-step.js';
import type { Exercise } from '../../src/course/exercise.js';
import * as judge from './judge.js';
import type { Durations } from './scenarios.js';

const exercise: Exercise = {
  id: 'off_the_js_thread',
  title: 'OFF THE JS THREAD',
  checks: [
    ...BUILD_CHECKS,
    'loads',
    'exports',
    'addon-exports',
    'no-crash',
    'returns-at-once',
    'calls-back-once',
    'no-arguments',
    'waits-long-enough',
    'js-thread-free',
    'calls-overlap',
    'on-thread-pool',
    'survives-gc',
    'native-work',
    'process-ends',
    'exits-cleanly',
  ],

  async verify(bench) {
    const addonFile = await buildSubmission(bench);
    if (addonFile === undefined) return;

    const params: Durations = {
      single: Array.from({ length: 5 }, () => randomInt(120, 240)),
      long: randomInt(1_010, 1_260),
      medium: randomInt(250, 450),
      short: randomInt(20, 80),
    };
    const run = (scenario: string, threadPoolSize?: number) =>
      bench.run(scenario, { params, addonFile, ...(threadPoolSize && { threadPoolSize }) });
    // All at once: they mostly sleep. None waits for another, so none may be left to reject unheard.
    const started = [
      run('ownPackage'),
      run('addonAlone'),
      run('crowdedPool', 1),
      run('collecting'),
      run('referenceAddon'),
    ] as const;
    const all = Promise.all(started);
    all.catch(() => {});
    const [ownPackage, addonAlone, crowdedPool, collecting, referenceAddon] = started;

    const { checks } = bench;
    const own = await ownPackage;
    if (!checks.judge('loads', judge.loads(own))) return;
    if (!checks.judge('exports', judge.exportsDelay(own))) return;
    const alone = await addonAlone;
    if (!checks.judge('addon-exports', judge.addonExportsDelay(alone))) return;
    if (!checks.judge('no-crash', judge.crash(own) ?? judge.crash(alone))) return;
    if (!checks.judge('returns-at-once', judge.returnsAtOnce(own))) return;
    if (!judge.jsThreadStuck(own)) {
      if (!checks.judge('calls-back-once', judge.callsBackOnce(own))) return;
      if (!checks.judge('no-arguments', judge.noArguments(own))) return;
      if (!checks.judge('waits-long-enough', judge.waitsLongEnough(own))) return;
    }
    if (!checks.judge('js-thread-free', judge.jsThreadFree(own))) return;
    if (!checks.judge('calls-overlap', judge.callsOverlap(own))) return;
    if (!checks.judge('on-thread-pool', judge.onThreadPool(await crowdedPool))) return;
    if (!checks.judge('survives-gc', judge.survivesGc(await collecting))) return;
    if (!checks.judge('native-work', judge.nativeWork(await referenceAddon, alone))) return;
    if (!checks.judge('process-ends', judge.processEnds(own) ?? judge.processEnds(alone))) return;
    checks.judge('exits-cleanly', judge.exitsCleanly(own) ?? judge.exitsCleanly(alone));
  },
};

export default exercise;
