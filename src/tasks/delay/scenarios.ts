/** Drives of the learner's `delay`. Each runs in its own process, and judges nothing. */
import { blockThread, pause } from '../../harness/child/beats.js';
import { collectGarbage, makeGarbage } from '../../harness/child/garbage.js';
import type { Scenario, ScenarioContext } from '../../harness/child/scenario-context.js';
import { DelayDriver } from './delay-driver.js';
import { longCalls } from './long-calls.js';
import {
  CROWDED_MS,
  collectedDurations,
  crowdedDurations,
  type Durations,
  MAX_COLLECTING_TRIES,
  MAX_OVERLAPPING_TRIES,
} from './params.js';
import { watchPoolSize } from './pool-size.js';

/** How much earlier the first of the overlapping calls starts, ms. */
const HEAD_START_MS = 60;
/** Finalizers run in a later turn of the event loop than the collection that calls for them. */
const ENOUGH_COLLECTIONS = 3;
/** How much longer than two waits the JS thread is blocked, ms. */
const BUSY_MS = 100;
/** How long the reference add-on waits beyond the duration asked for, ms. JavaScript that waits itself calls back first. */
const REFERENCE_EXTRA_MS = 100;

/** The whole package: single calls, three overlapping ones, and one with a duration of 0. */
const ownPackage: Scenario = async (context) => {
  const { single, long, medium, short } = context.params as Durations;
  const observePoolSize = watchPoolSize(context);
  const driver = DelayDriver.of(context, await context.loadPackage());
  observePoolSize();
  if (!driver) return;
  const wasFree = await callOneByOne(context, driver, single);
  for (let tries = 0, held = wasFree; held && tries < MAX_OVERLAPPING_TRIES; tries++) {
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
  // Even with a duration of 0, the callback must come, and not before delay has returned.
  context.step('zero-call');
  const endTry = driver.startTry();
  await driver.call(0);
  await endTry();
  observePoolSize();
  context.step('ending');
};

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (context) => {
  const { single } = context.params as Durations;
  const observePoolSize = watchPoolSize(context);
  const driver = DelayDriver.of(context, await context.loadAddon());
  if (!driver) return;
  await callOneByOne(context, driver, single);
  observePoolSize();
  context.expect(0);
  context.step('ending');
};

/** Runs many garbage collections while the work runs. Only the add-on keeps the callbacks alive. */
const collecting: Scenario = async (context) => {
  const durations = collectedDurations(context.params as Durations);
  const driver = DelayDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('collecting-garbage');
  for (let tries = 0; tries < MAX_COLLECTING_TRIES; tries++) {
    if ((await collectDuring(context, driver, durations)) >= ENOUGH_COLLECTIONS) return;
  }
};

/** Collects garbage while calls wait. @returns how often, with a turn of the event loop, before all had ended */
async function collectDuring(
  context: ScenarioContext,
  driver: DelayDriver,
  durations: readonly number[],
): Promise<number> {
  let waiting = true;
  let collections = 0;
  const calls = Promise.all(durations.map((ms) => driver.call(ms, { kept: false })));
  void calls.then(() => {
    waiting = false;
  });
  const until = context.recorder.now() + Math.max(...durations) + 1_000;
  while (waiting && context.recorder.now() < until) {
    makeGarbage();
    collectGarbage();
    await pause(5);
    if (waiting) collections++;
  }
  // A busy machine may take longer. If a callback was collected, the event loop drains here.
  await calls;
  return collections;
}

/** Two calls whose waits end while the JS thread is blocked, so that libuv calls back for one right after the other. */
const dueTogether: Scenario = async (context) => {
  const { short } = context.params as Durations;
  const driver = DelayDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('callbacks-due-together');
  let isFirst = true;
  const after = () => {
    if (isFirst) queueMicrotask(() => context.observe('microtask', ''));
    else context.observe('next-callback', '');
    isFirst = false;
  };
  const called = [driver.call(short, { after }), driver.call(short, { after })];
  context.expect(2 * short + BUSY_MS);
  blockThread(2 * short + BUSY_MS);
  await Promise.all(called);
};

/**
 * The add-on alone, while the pool's only thread is busy, so that queued work has to wait. All calls are made before the
 * first work runs: state that they wrongly share holds the values of the last call by then.
 */
const crowdedPool: Scenario = async (context) => {
  const driver = DelayDriver.of(context, await context.loadAddon());
  if (!driver) return;
  context.step('pool-busy');
  const { openGate, freed } = context.holdPoolThread();
  const durations = context.params as Durations;
  const called = crowdedDurations(durations).map((ms) => driver.call(ms));
  context.expect(durations.crowded);
  await pause(CROWDED_MS);
  openGate();
  await freed;
  await Promise.all(called);
};

/** The package's JavaScript on a reference add-on, which records its calls and calls back late. */
const referenceAddon: Scenario = async (context) => {
  const ms = (context.params as Durations).single[0]!;
  const callbacks: (() => void)[] = [];
  context.substituteAddon({
    delay: (asked: unknown, callback: () => void) => {
      context.observe('native-call', String(asked));
      callbacks.push(callback);
    },
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

/** A single call, sampled to find out where it holds the JS thread. */
const oneCall: Scenario = async (context) => {
  const driver = DelayDriver.of(context, await context.loadPackage());
  if (driver) await callOneByOne(context, driver, (context.params as Durations).single.slice(0, 1));
};

export const scenarios = {
  oneCall,
  ownPackage,
  addonAlone,
  collecting,
  dueTogether,
  crowdedPool,
  referenceAddon,
  longCalls,
};

/** Makes single calls until the JS thread is free in one of them. Resolves to whether it ever was. */
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
