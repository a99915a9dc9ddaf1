/** Drives of the learner's `squareRootOf`. Each runs in its own process, and judges nothing. */

import { pause, recordBeats } from '../../src/harness/child/beats.js';
import { collectGarbage } from '../../src/harness/child/garbage.js';
import type { Scenario } from '../../src/harness/child/scenario-context.js';
import { PromiseDriver } from '../../src/tasks/promises/promise-driver.js';
import { makeValues } from '../../src/tasks/values/call-driver.js';
import { collectedCalls, FUNCTION, type PromiseCalls } from './params.js';
import { howFollowed, ReferenceFunction, watchSettlement } from './reference-function.js';

/** JavaScript functions that do what the add-on has to do. */
const SHORTCUTS = ['Math.sqrt', 'Math.pow', 'Math.hypot', 'Math.exp'];
/** How long the pool is kept busy after the calls: in pauses of so many ms. */
const CROWDED_PAUSES = 30;
const CROWDED_PAUSE_MS = 10;
/** How many garbage collections there are while the work is pending. */
const COLLECTIONS = 20;
/** How long the reference add-on takes, ms. A promise of JavaScript that does not wait for it is settled by then. */
const REFERENCE_MS = 20;
/** How often to look whether a promise is settled that should be settled at once: a generous limit. */
const MAX_TRIES = 100;

/** The whole package. */
const ownPackage: Scenario = async (context) => {
  const driver = PromiseDriver.of(context, await context.loadPackage(), FUNCTION);
  if (!driver) return;
  context.step('one-by-one');
  const stop = recordBeats(context);
  for (const call of (context.params as PromiseCalls).calls) await driver.call(call);
  stop();
  context.step('all-settled');
};

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (context) => {
  context.watchJavaScript(SHORTCUTS);
  const driver = PromiseDriver.of(context, await context.loadAddon(), FUNCTION);
  if (!driver) return;
  context.step('one-by-one');
  for (const call of (context.params as PromiseCalls).calls) await driver.call(call);
  context.step('all-settled');
};

/**
 * The add-on alone, while the pool's only thread is busy, so that queued work has to wait. All calls are made before the
 * first work runs: state that they wrongly share holds the values of the last call by then.
 */
const crowdedPool: Scenario = async (context) => {
  const { crowd } = context.params as PromiseCalls;
  const driver = PromiseDriver.of(context, await context.loadAddon(), FUNCTION);
  if (!driver) return;
  context.step('pool-busy');
  const { openGate, freed } = context.holdPoolThread();
  const stop = recordBeats(context);
  const settled = crowd.map((call) => driver.call(call));
  // Not one long pause: the other threads get as many turns, however busy the machine is.
  for (let i = 0; i < CROWDED_PAUSES; i++) await pause(CROWDED_PAUSE_MS);
  openGate();
  await freed;
  await Promise.all(settled);
  stop();
};

/** The add-on alone, all calls at once. What its work computes is rounded up, if there is a probe. */
const roundingUp: Scenario = async (context) => {
  const driver = PromiseDriver.of(context, await context.loadAddon(), FUNCTION);
  if (!driver) return;
  context.step('rounding-up');
  await Promise.all((context.params as PromiseCalls).crowd.map((call) => driver.call(call)));
};

/** The add-on alone, with many garbage collections between the calls and their work. */
const collecting: Scenario = async (context) => {
  const driver = PromiseDriver.of(context, await context.loadAddon(), FUNCTION);
  if (!driver) return;
  context.step('collecting-promises');
  const { openGate, freed } = context.holdPoolThread();
  const settled = collectedCalls(context.params as PromiseCalls).map((call) => driver.call(call));
  for (let i = 0; i < COLLECTIONS; i++) {
    collectGarbage();
    await pause(1);
  }
  openGate();
  await freed;
  collectGarbage();
  await Promise.all(settled);
};

/**
 * The package's JavaScript on a reference add-on, which records its calls. Its promises overlap, and are settled late, the
 * last one first.
 */
const referenceAddon: Scenario = async (context) => {
  const reference = new ReferenceFunction();
  context.substituteAddon({ [FUNCTION]: reference.run });
  const driver = PromiseDriver.of(context, await context.loadPackage(), FUNCTION);
  if (!driver) return;
  context.step('reference-add-on');
  const { passedOn } = context.params as PromiseCalls;
  const made = passedOn.map((call, index) => {
    const { args, expected } = makeValues(call);
    const { value } = driver.start(call, () => args);
    const settlement = { rejected: call.throws ?? false, value: expected };
    return { index, args, settlement, follows: watchSettlement(value) };
  });
  await pause(REFERENCE_MS);
  const faults = made.map(
    ({ args, follows }) => reference.fault(args) ?? (follows() ? 'settled-early' : undefined),
  );
  for (const { args, settlement, follows, index } of made.reverse()) {
    reference.settle(args, settlement);
    for (let tries = 0; !follows() && tries < MAX_TRIES; tries++) await pause(REFERENCE_MS);
    context.observe(`passed-on-${index}`, faults[index] ?? howFollowed(settlement, follows()));
  }
};

export const scenarios = { ownPackage, addonAlone, crowdedPool, roundingUp, collecting, referenceAddon };
