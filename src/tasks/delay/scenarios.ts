/** What is done with the learner's `delay`, each scenario in a process of its own. Judging comes later, elsewhere. */
import { pause } from '../../harness/child/beats.js';
import { exportNames } from '../../harness/child/export-names.js';
import { collectGarbage, type Scenario, type Stage } from '../../harness/child/stage.js';
import { DelayDriver } from './delay-driver.js';

/** Durations in ms, chosen anew for each run, so that no submission knows them beforehand. */
export interface Durations {
  /** For single calls, one after the other, until the JS thread was free in one. */
  readonly single: readonly number[];
  /** For three calls that overlap: the first one long, over a second. */
  readonly long: number;
  readonly medium: number;
  readonly short: number;
  /** For a call that has to wait for a thread of the pool first, and still waits itself when it gets one. */
  readonly crowded: number;
}

/** How long the first of the overlapping calls is ahead of the others, ms. */
const HEAD_START_MS = 60;
/** A hold of the JS thread in each of so many tries is no accident of a busy machine. */
const MOST_OVERLAPPING_TRIES = 5;
/** How long the pool is kept busy around calls, most of them far shorter, ms. */
export const CROWDED_MS = 300;
const CROWDED_CALL_MS = 5;
/** How long the reference add-on goes on after the learner's JavaScript could have called back by itself, ms. */
const REFERENCE_EXTRA_MS = 100;

/** The package as its users see it: single calls, three that overlap, and one with nothing to wait for. */
const ownPackage: Scenario = async (stage) => {
  const { single, long, medium, short } = stage.params as Durations;
  const driver = await drive(stage, await stage.loadPackage());
  if (!driver) return;
  const wasFree = await singleCalls(stage, driver, single);
  for (let tries = 0, held = wasFree; held && tries < MOST_OVERLAPPING_TRIES; tries++) {
    stage.step('overlapping-calls');
    const endTry = driver.startTry();
    const first = driver.call(long);
    await pause(HEAD_START_MS);
    const others = [driver.call(medium), driver.call(short)];
    stage.expect(long);
    await Promise.all([first, ...others]);
    held = await endTry();
  }
  stage.expect(0);
  // No time to wait is no reason to call back before delay has returned, or never.
  stage.step('zero-call');
  const endTry = driver.startTry();
  await driver.call(0);
  await endTry();
  stage.step('ending');
};

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (stage) => {
  const { single } = stage.params as Durations;
  const driver = await drive(stage, await stage.loadAddon());
  if (!driver) return;
  await singleCalls(stage, driver, single);
  stage.expect(0);
  stage.step('ending');
};

/** The callbacks have to outlive many garbage collections while the work runs. */
const collecting: Scenario = async (stage) => {
  const { single } = stage.params as Durations;
  const driver = await drive(stage, await stage.loadPackage());
  if (!driver) return;
  stage.step('collecting-garbage');
  let waiting = true;
  const calls = Promise.all(single.slice(0, 3).map((ms) => driver.call(ms, 'forgotten')));
  void calls.then(() => {
    waiting = false;
  });
  const until = stage.recorder.now() + Math.max(...single) + 1_000;
  while (waiting && stage.recorder.now() < until) {
    makeGarbage();
    collectGarbage();
    await pause(5);
  }
  // A busy machine may take longer; a callback that is gone leaves nothing to wait for.
  await calls;
};

/**
 * The add-on alone while the pool's only thread is busy: work that is given to the pool has to wait. All calls have been
 * made before the first work runs, so what they share holds what the last of them has left there.
 */
const crowdedPool: Scenario = async (stage) => {
  const driver = await drive(stage, await stage.loadAddon());
  if (!driver) return;
  stage.step('pool-busy');
  const { openGate, freed } = stage.holdPoolThread();
  const { crowded } = stage.params as Durations;
  const called = [CROWDED_CALL_MS, crowded, CROWDED_CALL_MS].map((ms) => driver.call(ms));
  stage.expect(crowded);
  await pause(CROWDED_MS);
  openGate();
  await freed;
  await Promise.all(called);
};

/** The package's JavaScript on a reference add-on, which records its calls and lets time pass before it calls back. */
const referenceAddon: Scenario = async (stage) => {
  const ms = (stage.params as Durations).single[0]!;
  const callbacks: (() => void)[] = [];
  stage.substituteAddon({
    delay: function delay(asked: unknown, callback: () => void) {
      stage.recorder.record({ kind: 'fact', name: 'native-call', value: String(asked) });
      callbacks.push(callback);
    }.bind(undefined),
  });
  const driver = await drive(stage, await stage.loadPackage());
  if (!driver) return;
  stage.step('reference-add-on');
  const called = driver.call(ms);
  await pause(ms + REFERENCE_EXTRA_MS);
  stage.recorder.record({ kind: 'fact', name: 'native-end', value: callbacks.length });
  for (const callback of callbacks) callback?.();
  await called;
};

/** A single call, to find out where it holds the JS thread. */
const oneCall: Scenario = async (stage) => {
  const driver = await drive(stage, await stage.loadPackage());
  if (driver) await singleCalls(stage, driver, (stage.params as Durations).single.slice(0, 1));
};

export const scenarios = { oneCall, ownPackage, addonAlone, collecting, crowdedPool, referenceAddon };

/** Records what is exported; with a function `delay` among it, returns what drives that. */
export async function drive(
  stage: Stage,
  exports: Record<string, unknown> | null | undefined,
): Promise<DelayDriver | undefined> {
  if (exports === undefined) return undefined;
  const type = exports === null ? 'null' : typeof exports.delay;
  stage.recorder.record({ kind: 'fact', name: 'delay', value: type });
  stage.recorder.record({ kind: 'fact', name: 'names', value: exportNames(exports) });
  return exports !== null && type === 'function' ? new DelayDriver(stage, exports) : undefined;
}

/** Tells whether the JS thread was free in one of the tries; when it was, the rest of them are not needed. */
async function singleCalls(
  stage: Stage,
  driver: DelayDriver,
  durations: readonly number[],
): Promise<boolean> {
  for (const ms of durations) {
    stage.step('single-call');
    const endTry = driver.startTry();
    await driver.call(ms);
    const held = await endTry();
    if (!held) return true;
  }
  return false;
}

/** Things that die young, so that the collector has something to move and to free. */
function makeGarbage(): void {
  const things: unknown[] = [];
  for (let i = 0; i < 2_000; i++) things.push({ i, text: `garbage ${i}`, make: () => i });
}
