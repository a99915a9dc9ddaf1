/** What is done with the learner's `delay`, each scenario in a process of its own. Judging comes later, elsewhere. */
import { pause } from '../../harness/child/beats.js';
import { collectGarbage, type Scenario, type ScenarioContext } from '../../harness/child/scenario-context.js';
import { DelayDriver } from './delay-driver.js';
import { CROWDED_MS, type Durations } from './params.js';

/** How long the first of the overlapping calls is ahead of the others, ms. */
const HEAD_START_MS = 60;
/** A hold of the JS thread in each of so many tries is no accident of a busy machine. */
const MOST_OVERLAPPING_TRIES = 5;
const CROWDED_CALL_MS = 5;
/** How long the reference add-on goes on after the learner's JavaScript could have called back by itself, ms. */
const REFERENCE_EXTRA_MS = 100;

/** The package as its users see it: single calls, three that overlap, and one with nothing to wait for. */
const ownPackage: Scenario = async (context) => {
  const { single, long, medium, short } = context.params as Durations;
  const driver = DelayDriver.of(context, await context.loadPackage());
  if (!driver) return;
  const wasFree = await callOneByOne(context, driver, single);
  for (let tries = 0, held = wasFree; held && tries < MOST_OVERLAPPING_TRIES; tries++) {
    context.step('overlapping-calls');
    const endTry = driver.startTry();
    const first = driver.call(long);
    await pause(HEAD_START_MS);
    const others = [driver.call(medium), driver.call(short)];
    context.expect(long);
    await Promise.all([first, ...others]);
    held = await endTry();
  }
  context.expect(0);
  // No time to wait is no reason to call back before delay has returned, or never.
  context.step('zero-call');
  const endTry = driver.startTry();
  await driver.call(0);
  await endTry();
  context.step('ending');
};

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (context) => {
  const { single } = context.params as Durations;
  const driver = DelayDriver.of(context, await context.loadAddon());
  if (!driver) return;
  await callOneByOne(context, driver, single);
  context.expect(0);
  context.step('ending');
};

/** The callbacks have to outlive many garbage collections while the work runs. */
const collecting: Scenario = async (context) => {
  const { single } = context.params as Durations;
  const driver = DelayDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('collecting-garbage');
  let waiting = true;
  const calls = Promise.all(single.slice(0, 3).map((ms) => driver.call(ms, 'forgotten')));
  void calls.then(() => {
    waiting = false;
  });
  const until = context.recorder.now() + Math.max(...single) + 1_000;
  while (waiting && context.recorder.now() < until) {
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
const crowdedPool: Scenario = async (context) => {
  const driver = DelayDriver.of(context, await context.loadAddon());
  if (!driver) return;
  context.step('pool-busy');
  const { openGate, freed } = context.holdPoolThread();
  const { crowded } = context.params as Durations;
  const called = [CROWDED_CALL_MS, crowded, CROWDED_CALL_MS].map((ms) => driver.call(ms));
  context.expect(crowded);
  await pause(CROWDED_MS);
  openGate();
  await freed;
  await Promise.all(called);
};

/** The package's JavaScript on a reference add-on, which records its calls and lets time pass before it calls back. */
const referenceAddon: Scenario = async (context) => {
  const ms = (context.params as Durations).single[0]!;
  const callbacks: (() => void)[] = [];
  context.substituteAddon({
    delay: function delay(asked: unknown, callback: () => void) {
      context.observe('native-call', String(asked));
      callbacks.push(callback);
    }.bind(undefined),
  });
  const driver = DelayDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('reference-add-on');
  const called = driver.call(ms);
  await pause(ms + REFERENCE_EXTRA_MS);
  context.observe('native-end', callbacks.length);
  for (const callback of callbacks) callback?.();
  await called;
};

/** A single call, to find out where it holds the JS thread. */
const oneCall: Scenario = async (context) => {
  const driver = DelayDriver.of(context, await context.loadPackage());
  if (driver) await callOneByOne(context, driver, (context.params as Durations).single.slice(0, 1));
};

export const scenarios = { oneCall, ownPackage, addonAlone, collecting, crowdedPool, referenceAddon };

/** Tells whether the JS thread was free in one of the tries; when it was, the rest of them are not needed. */
async function callOneByOne(
  context: ScenarioContext,
  driver: DelayDriver,
  durations: readonly number[],
): Promise<boolean> {
  for (const ms of durations) {
    context.step('single-call');
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
