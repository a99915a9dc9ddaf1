/** Drives of a `delay` that blocks. Each runs in its own process, and judges nothing. */
import { types } from 'node:util';
import { pause } from '../../src/harness/child/beats.js';
import { describeValue } from '../../src/harness/child/describe-value.js';
import type { Scenario, ScenarioContext } from '../../src/harness/child/scenario-context.js';
import { DelayDriver } from '../../src/tasks/delay/delay-driver.js';
import type { Durations } from './params.js';

type Exports = Record<string, unknown> | undefined;

/** A pause before and after each call, so that beats show that the JS thread is free there, ms. */
const AROUND_MS = 80;
/** How long to wait for a late callback beyond its duration, ms. */
const PATIENCE_MS = 400;

/** The whole package. */
const ownPackage: Scenario = async (context) => callInARow(context, await context.loadPackage());

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (context) => callInARow(context, await context.loadAddon());

/** A call whose callback throws, on the package and on the add-on alone. */
const packageThrows: Scenario = async (context) => callThatThrows(context, await context.loadPackage());
const addonThrows: Scenario = async (context) => callThatThrows(context, await context.loadAddon());

/** The package's JavaScript on a reference add-on, which records its calls and calls back immediately. */
const referenceAddon: Scenario = async (context) => {
  context.substituteAddon({
    delay: (asked: unknown, callback: unknown) => {
      context.observe('native-call', String(asked));
      if (typeof callback === 'function') callback();
      context.observe('native-end', typeof callback);
    },
  });
  const driver = DelayDriver.of(context, await context.loadPackage());
  context.step('reference-add-on');
  await driver?.call((context.params as Durations).reference);
};

export const scenarios = { ownPackage, addonAlone, packageThrows, addonThrows, referenceAddon };

async function callInARow(context: ScenarioContext, exports: Exports): Promise<void> {
  const driver = DelayDriver.of(context, exports);
  if (!driver) return;
  for (const ms of (context.params as Durations).inARow) await callAmongBeats(context, driver, ms);
  context.expect(0);
  context.step('ending');
}

async function callAmongBeats(context: ScenarioContext, driver: DelayDriver, ms: number): Promise<void> {
  context.step('single-call');
  const endTry = driver.startTry();
  await pause(AROUND_MS);
  const called = driver.call(ms);
  await pause(AROUND_MS);
  // Keeps the process alive, so that a late callback from another thread is recorded.
  await Promise.race([called, pause(ms + PATIENCE_MS)]);
  await called;
  await endTry();
}

async function callThatThrows(context: ScenarioContext, exports: Exports): Promise<void> {
  const driver = DelayDriver.of(context, exports);
  if (!exports || !driver) return;
  const ms = (context.params as Durations).throwing;
  const error = new Error('thrown by the callback');
  context.step('throwing-callback');
  context.expect(ms);
  const call = driver.prepare(ms);
  const callback = call.callback({
    after: () => {
      throw error;
    },
  });
  const { threw, value } = call.make(() =>
    (exports.delay as (ms: number, callback: () => void) => void)(ms, callback),
  );
  context.observe('came-out-as', threw ? describeValue(value) : '');
  const returned = types.isPromise(value) ? 'a-promise' : 'nothing';
  context.observe('came-out', threw ? (value === error ? 'the-error' : 'another') : returned);
}
