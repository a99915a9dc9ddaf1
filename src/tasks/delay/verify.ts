import { randomInt } from 'node:crypto';
import { crashOfEither, exitsCleanly, loads, processEnds } from '../../course/process-verdicts.js';
import type { VerifyBench } from '../../course/verify-bench.js';
import { sampledPlace } from '../../probe/violation.js';
import type { Failure } from '../../report/check.js';
import * as evidence from './evidence.js';
import * as judge from './judge.js';
import { pictureOf } from './picture.js';
import { CROWDED_MS, type Durations } from './scenarios.js';
import { settling } from './settle.js';

/**
 * Judges a `delay(ms, callback)` that has to wait off the JS thread: runs all scenarios at once, and settles check
 * after check until one fails. The exercise's `scenarios` module has to export these scenarios.
 * @param addonFile what was built
 */
export async function verifyDelay(bench: VerifyBench, addonFile: string): Promise<void> {
  const { checks, packageFolder } = bench;
  if (!bench.hasProbe) checks.leaveOut(evidence.PROBE_CHECKS);

  const params = chooseDurations();
  const run = (scenario: string, options?: { threadPoolSize?: number; sample?: boolean }) =>
    bench.run(scenario, { params, addonFile, ...options });
  // All at once: they mostly sleep. None waits for another, so none may be left to reject unheard.
  const started = [
    run('ownPackage'),
    run('addonAlone'),
    run('crowdedPool', { threadPoolSize: 1 }),
    run('collecting'),
    run('referenceAddon'),
  ] as const;
  Promise.all(started).catch(() => {});
  const [ownPackage, addonAlone, crowdedPool, collecting, referenceAddon] = started;

  // Where the JS thread is held is looked up in a run of its own: asking for it disturbs what is asked.
  const withPlace = async (failure: Failure | undefined) => {
    if (!failure || !bench.hasProbe) return failure;
    const { trace } = await run('oneCall', { sample: true });
    const where = trace && sampledPlace(trace, packageFolder);
    return where === undefined ? failure : { ...failure, where };
  };

  const own = await ownPackage;
  bench.mainRun = own;
  const settlePlain = settling(bench, (ms) => pictureOf(own, ms));
  const settle = (check: string, failure: Failure | undefined) =>
    settlePlain(check, evidence.withFailedCall(failure, own, packageFolder));
  if (!settle('loads', loads(own, 'delay'))) return;
  if (!settle('exports', judge.exportsDelay(own))) return;
  const alone = await addonAlone;
  if (!settle('addon-exports', judge.addonExportsDelay(alone))) return;
  if (bench.hasProbe) {
    const offThread =
      evidence.noV8OffThread(own, packageFolder) ?? evidence.noV8OffThread(alone, packageFolder);
    if (!settle('no-v8-off-thread', offThread)) return;
  }
  const queued = evidence.queuedOnce(own, packageFolder) ?? evidence.queuedOnce(alone, packageFolder);
  if (!settle('no-crash', queued ?? crashOfEither(own, alone))) return;
  if (!settle('returns-at-once', await withPlace(judge.returnsAtOnce(own)))) return;
  if (!judge.jsThreadStuck(own)) {
    if (!settle('calls-back-once', judge.callsBackOnce(own))) return;
    if (!settle('no-arguments', judge.noArguments(own))) return;
    const early = judge.waitsLongEnough(own) ?? judge.waitsItsOwnTime(await crowdedPool);
    if (!settle('waits-long-enough', early)) return;
    if (bench.hasProbe) {
      if (!settle('work-off-js-thread', await withPlace(evidence.workOffJsThread(own)))) return;
    }
  }
  const held = judge.jsThreadFree(own) ?? judge.firstCallFree([own, alone, await collecting]);
  if (!settle('js-thread-free', await withPlace(held))) return;
  if (!settle('calls-overlap', judge.callsOverlap(own))) return;
  const offPool =
    judge.callsBackAlone(alone) ?? evidence.workIsARequest(alone) ?? judge.onThreadPool(await crowdedPool);
  if (!settle('on-thread-pool', offPool)) return;
  if (!settle('survives-gc', judge.survivesGc(await collecting))) return;
  if (!settle('native-work', judge.nativeWork(await referenceAddon, alone))) return;
  if (!settle('process-ends', processEnds(own) ?? processEnds(alone))) return;
  if (!settle('exits-cleanly', exitsCleanly(own) ?? exitsCleanly(alone))) return;
  if (bench.hasProbe) settle('nothing-leaked', evidence.nothingLeaked(own, packageFolder));
}

/** Anew for each verify: no submission knows them beforehand. */
function chooseDurations(): Durations {
  return {
    single: Array.from({ length: 5 }, () => randomInt(120, 240)),
    long: randomInt(1_010, 1_260),
    medium: randomInt(250, 450),
    short: randomInt(20, 80),
    crowded: CROWDED_MS + randomInt(120, 240),
  };
}
