import { randomInt } from 'node:crypto';
import { buildSubmission } from '../../src/course/build-step.js';
import { crashOfEither, exitsCleanly, loads, processEnds } from '../../src/course/process-verdicts.js';
import type { VerifyBench } from '../../src/course/verify-bench.js';
import { noV8OffThread } from '../../src/tasks/delay/evidence.js';
import { addonExportsDelay, exportsDelay, noArguments } from '../../src/tasks/delay/judge.js';
import { settling } from '../../src/tasks/delay/settle.js';
import * as judge from './judge.js';
import type { Durations } from './scenarios.js';

/** How much of the time before and after a call is drawn, ms. */
const DRAWN_AROUND_MS = 75;

export async function verify(bench: VerifyBench): Promise<void> {
  const addonFile = await buildSubmission(bench);
  if (addonFile === undefined) return;
  const { checks, packageFolder } = bench;
  if (!bench.hasProbe) checks.leaveOut(['no-v8-off-thread']);

  const params = chooseDurations();
  const run = (scenario: string) => bench.run(scenario, { params, addonFile });
  // All at once: they mostly sleep. None waits for another, so none may be left to reject unheard.
  const started = [
    run('ownPackage'),
    run('addonAlone'),
    run('packageThrows'),
    run('addonThrows'),
    run('referenceAddon'),
  ] as const;
  Promise.all(started).catch(() => {});
  const [ownPackage, addonAlone, packageThrows, addonThrows, referenceAddon] = started;

  const own = await ownPackage;
  bench.mainRun = own;
  const settle = settling(bench, (ms) => judge.pictureOf(own, DRAWN_AROUND_MS, ms));
  if (!settle('loads', loads(own, 'delay'))) return;
  if (!settle('exports', exportsDelay(own))) return;
  const alone = await addonAlone;
  if (!settle('addon-exports', addonExportsDelay(alone))) return;
  if (bench.hasProbe) {
    const offThread = noV8OffThread(own, packageFolder) ?? noV8OffThread(alone, packageFolder);
    if (!settle('no-v8-off-thread', offThread)) return;
  }
  if (!settle('no-crash', crashOfEither(own, alone))) return;
  if (!settle('calls-back-once', judge.callsBackOnce(own))) return;
  const beforeReturn = judge.callsBackBeforeItReturns(own, alone);
  if (!settle('calls-back-before-it-returns', beforeReturn)) return;
  if (!settle('no-arguments', noArguments(own))) return;
  if (!settle('waits-long-enough', judge.waitsLongEnough(own))) return;
  if (!settle('passes-errors-on', judge.passesErrorsOn(await packageThrows))) return;
  const work = judge.addonAlone(alone, await addonThrows) ?? judge.passesOn(await referenceAddon);
  if (!settle('native-work', work)) return;
  if (!settle('process-ends', processEnds(own) ?? processEnds(alone))) return;
  settle('exits-cleanly', exitsCleanly(own) ?? exitsCleanly(alone));
}

/** Anew for each verify. The long one is more than three times as long as each of the others. */
function chooseDurations(): Durations {
  return {
    inARow: [randomInt(90, 160), 0, randomInt(550, 800), randomInt(15, 60)],
    throwing: randomInt(10, 60),
    reference: randomInt(100, 900),
  };
}
