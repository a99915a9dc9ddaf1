/** Drives of `readSensor`. Each runs in its own process, and judges nothing. */

import { pause, startBeats } from '../../src/harness/child/beats.js';
import { collectGarbage } from '../../src/harness/child/garbage.js';
import type { Scenario, ScenarioContext } from '../../src/harness/child/scenario-context.js';
import { makeWrongCalls } from '../../src/tasks/wrong-calls/scenarios.js';
import { ENDLESS, type Params } from './params.js';
import { SensorDriver } from './sensor.js';

type Exports = Record<string, unknown> | null | undefined;

/** Time for what must not come, such as readings after the end, ms. The process stays alive meanwhile. */
const AFTER_END_MS = 60;
/** The wait between two readings of the reference add-on, ms. */
const REFERENCE_MS = 10;

/** The whole package: the JS thread is busy until all readings have been produced; then once more, while it is free. */
const ownPackage: Scenario = async (context) => readTwice(context, await context.loadPackage());

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (context) => readTwice(context, await context.loadAddon());

/** Calls `stop()` while the queue is full and the thread is running, and again after the end. */
const stopWhileFull: Scenario = async (context) => {
  const driver = SensorDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('queue-full');
  const sensor = driver.read(ENDLESS);
  sensor.blockUntilFull();
  sensor.stop();
  context.step('stopped');
  await sensor.ended;
  sensor.observeCalls();
  await pause(AFTER_END_MS);
  sensor.stop();
  context.step('ending');
};

/** Calls `stop()` from inside the callback, with a full queue. */
const stopInReading: Scenario = async (context) => {
  const { special } = context.params as Params;
  const driver = SensorDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('stop-in-reading');
  const sensor = driver.read(ENDLESS, {
    inReading: (calls, self) => {
      if (calls !== special) return;
      context.observe('special-reading', special);
      self.blockUntilFull();
      self.stop();
    },
  });
  await sensor.ended;
  sensor.observeCalls();
  await pause(AFTER_END_MS);
  context.step('ending');
};

/** The callback throws while readings wait. The process goes on, because it handles `uncaughtException`. */
const throwingReading: Scenario = async (context) => {
  const { special, count } = context.params as Params;
  const driver = SensorDriver.of(context, await context.loadPackage());
  if (!driver) return;
  const error = new Error('thrown by onReading');
  process.on('uncaughtException', (thrown) => {
    context.observe('uncaught', thrown === error ? 'the-error' : String(thrown));
  });
  context.step('throwing-reading');
  const sensor = driver.read(count, {
    inReading: (calls) => {
      if (calls === special) throw error;
    },
  });
  sensor.blockUntilProduced();
  await sensor.readings(special + 1);
  context.observe('went-on', '');
  await sensor.ended;
  context.step('ending');
};

/** Nothing handles the error that the callback throws while the queue is full. */
const uncaughtWhileFull: Scenario = async (context) => {
  const driver = SensorDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('uncaught-while-full');
  const sensor = driver.read(ENDLESS, {
    inReading: (calls, self) => {
      if (calls > 1) return;
      self.blockUntilFull();
      context.observe('throws', '');
      throw new Error('thrown by onReading');
    },
  });
  await sensor.ended;
};

/** `process.exit()` while the queue is full. */
const exitWhileFull: Scenario = async (context) => {
  const driver = SensorDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('exit-while-full');
  const sensor = driver.read(ENDLESS);
  sensor.blockUntilFull();
  context.observe('exits', '');
  process.exit(0);
};

/** In a worker thread, which is terminated while the queue is full. */
const workerWhileFull: Scenario = async (context) => {
  context.step('worker-while-full');
  const module = new URL('./worker.js', import.meta.url);
  const worker = context.startWorker({ module, part: 'readUntilTerminated' });
  let report = await worker.next();
  if (report.kind === 'posted') {
    context.observe('queue-full', '');
    worker.terminate();
    report = await worker.next();
  }
  if (report.kind === 'failed') context.observe('worker-failed', report.message);
  if (report.kind === 'ended') context.observe('worker-ended', '');
  await pause(AFTER_END_MS);
  context.step('ending');
};

/** Runs many garbage collections while it reads. Only the add-on keeps the callbacks alive. */
const collecting: Scenario = async (context) => {
  const { count } = context.params as Params;
  const driver = SensorDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('collecting-garbage');
  const sensor = driver.read(count, { kept: false, inReading: () => setImmediate(collectGarbage) });
  sensor.blockUntilProduced();
  collectGarbage();
  await sensor.ended;
  context.step('ending');
};

/** Calls with wrong arguments. */
const wrongCalls: Scenario = async (context) => makeWrongCalls(context, await context.loadAddon());

/** The package's JavaScript on a reference add-on, which sends readings that no sensor would. */
const referenceAddon: Scenario = async (context) => {
  const { count, reference } = context.params as Params;
  const { readings, dropped } = reference;
  const totals = { delivered: readings.length, dropped };
  let [send, end]: unknown[] = [];
  context.substituteAddon({
    readSensor: (...args: unknown[]) => {
      context.observe('native-call', args.map((arg) => typeof arg).join(', '));
      context.observe('native-count', String(args[0]));
      [, send, end] = args;
      return () => context.observe('native-stop', '');
    },
  });
  const driver = SensorDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('reference-add-on');
  const sensor = driver.read(count);
  for (const reading of typeof send === 'function' ? readings : []) {
    await pause(REFERENCE_MS);
    context.observe('native-item', reading);
    (send as (n: number) => void)(reading);
  }
  await pause(AFTER_END_MS);
  context.observe('native-end', '');
  if (typeof end === 'function') end(totals);
  sensor.stop();
};

export const scenarios = {
  ownPackage,
  addonAlone,
  stopWhileFull,
  stopInReading,
  throwingReading,
  uncaughtWhileFull,
  exitWhileFull,
  workerWhileFull,
  collecting,
  wrongCalls,
  referenceAddon,
};

async function readTwice(context: ScenarioContext, exports: Exports): Promise<void> {
  const { count } = context.params as Params;
  const driver = SensorDriver.of(context, exports);
  if (!driver) return;
  context.step('queue-full');
  const first = driver.read(count);
  first.blockUntilProduced();
  context.step('js-thread-free');
  const stopBeats = startBeats(() => context.recorder.record({ kind: 'beat' }));
  await first.ended;
  first.stop();
  context.step('reading');
  await driver.read(count).ended;
  await pause(AFTER_END_MS);
  stopBeats();
  context.step('ending');
}
