/** Drives of `watchCounter`. Each runs in its own process, and judges nothing. */

import { setTimeout } from 'node:timers/promises';
import { blockThread, pause, recordBeats } from '../../src/harness/child/beats.js';
import { collectGarbage } from '../../src/harness/child/garbage.js';
import type { Scenario, ScenarioContext } from '../../src/harness/child/scenario-context.js';
import {
  type RunningStream,
  StreamDriver,
  type StreamOptions,
} from '../../src/tasks/stream/stream-driver.js';
import { makeWrongCalls } from '../../src/tasks/wrong-calls/scenarios.js';
import { BUSY_MS, type Params, ticksBeforeStop, WATCH_CALL } from './params.js';

type Exports = Record<string, unknown> | null | undefined;

/** How long to wait for ticks that must not come, ms. The process stays alive meanwhile. */
const AFTER_STOP_MS = 60;
/** How long the JS thread is blocked before `stop()`, ms: long enough for a few numbers to be queued. */
const BLOCKED_MS = 60;
/** How long the pool's only thread is held unless ticks come, ms. Only a tick that needs that thread takes longer. */
const HELD_POOL_MS = 5_000;
/** How many ticks to wait for while the pool's only thread is held. */
const TICKS_WHILE_HELD = 5;
/** The wait between two ticks of the reference add-on, ms. */
const REFERENCE_MS = 10;

/** The whole package: counts, stops with numbers in the queue, and stops again. */
const ownPackage: Scenario = async (context) => countAndStop(context, await context.loadPackage());

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (context) => countAndStop(context, await context.loadAddon());

/** Calls `stop()` from inside a tick, with numbers in the queue. */
const stopInTick: Scenario = async (context) => {
  const { special } = context.params as Params;
  const driver = counterDriver(context, await context.loadPackage());
  if (!driver) return;
  context.step('stop-in-tick');
  const watcher = watch(driver, {
    inItem: (count, self) => {
      if (count === special) stopWithQueuedTicks(self);
    },
  });
  await watcher.items(special);
  await pause(AFTER_STOP_MS);
  context.step('ending');
};

/** Two watchers at once. The second one starts later and stops later. */
const twoWatchers: Scenario = async (context) => {
  const { special, ticks, longerTicks } = context.params as Params;
  const driver = counterDriver(context, await context.loadPackage());
  if (!driver) return;
  context.step('two-watchers');
  const first = watch(driver);
  await first.items(special);
  const second = watch(driver);
  await Promise.all([first.items(special + ticks), second.items(ticks)]);
  first.stop();
  await second.items(longerTicks);
  second.stop();
  await pause(AFTER_STOP_MS);
  context.step('ending');
};

/** The add-on alone, while the pool's only thread is held. */
const crowdedPool: Scenario = async (context) => {
  const driver = counterDriver(context, await context.loadAddon());
  if (!driver) return;
  context.step('pool-held');
  const { openGate, freed } = context.holdPoolThread();
  context.expect(HELD_POOL_MS);
  const watcher = watch(driver);
  const came = watcher.items(TICKS_WHILE_HELD);
  const inTime = await isSettledIn(HELD_POOL_MS, came);
  context.observe('pool-freed', inTime ? 'after-ticks' : 'without-ticks');
  openGate();
  await freed;
  await came;
  watcher.stop();
  context.step('ending');
};

/** A tick throws. The process goes on, because it handles `uncaughtException`. */
const throwingTick: Scenario = async (context) => {
  const { special, ticks } = context.params as Params;
  const driver = counterDriver(context, await context.loadPackage());
  if (!driver) return;
  const error = new Error('thrown by onTick');
  process.on('uncaughtException', (thrown) => {
    context.observe('uncaught', thrown === error ? 'the-error' : String(thrown));
  });
  context.step('throwing-tick');
  const watcher = watch(driver, {
    inItem: (count) => {
      if (count === special) throw error;
    },
  });
  await watcher.items(special + ticks);
  watcher.stop();
  context.observe('went-on', '');
  context.step('ending');
};

/** Runs many garbage collections while it counts. Only the add-on keeps `onTick` alive. */
const collecting: Scenario = async (context) => {
  const { longerTicks } = context.params as Params;
  const driver = counterDriver(context, await context.loadPackage());
  if (!driver) return;
  context.step('collecting-garbage');
  const watcher = watch(driver, {
    kept: false,
    inItem: () => setImmediate(collectGarbage),
  });
  collectGarbage();
  await watcher.items(longerTicks);
  watcher.stop();
  context.step('ending');
};

/** Calls with something else than a function. */
const wrongCalls: Scenario = async (context) => makeWrongCalls(context, await context.loadAddon());

/** `process.exit()` while the thread counts, after the function that stops it was collected: nothing kept it. */
const exitWhileCounting: Scenario = async (context) => {
  const { ticks } = context.params as Params;
  const driver = counterDriver(context, await context.loadPackage());
  if (!driver) return;
  context.step('exit-while-counting');
  const watcher = watch(driver, { keepsStop: false, inItem: () => setImmediate(collectGarbage) });
  await watcher.items(ticks);
  await pause(1);
  context.observe('exits', '');
  process.exit(0);
};

/** The package's JavaScript on a reference add-on, which sends a few ticks and then no more. */
const referenceAddon: Scenario = async (context) => {
  const { reference } = context.params as Params;
  let send: unknown;
  context.substituteAddon({
    watchCounter: (onTick: unknown) => {
      context.observe('native-call', typeof onTick);
      send = onTick;
      return () => context.observe('native-stop', '');
    },
  });
  const driver = counterDriver(context, await context.loadPackage());
  if (!driver) return;
  context.step('reference-add-on');
  const watcher = watch(driver);
  for (let n = 1; n <= reference && typeof send === 'function'; n++) {
    await pause(REFERENCE_MS);
    context.observe('native-item', n);
    send(n);
  }
  await pause(AFTER_STOP_MS);
  context.observe('native-end', '');
  watcher.stop();
};

export const scenarios = {
  ownPackage,
  addonAlone,
  stopInTick,
  twoWatchers,
  crowdedPool,
  throwingTick,
  collecting,
  wrongCalls,
  exitWhileCounting,
  referenceAddon,
};

/** Whether a promise settles within `ms` milliseconds. */
async function isSettledIn(ms: number, promise: Promise<void>): Promise<boolean> {
  const timer = new AbortController();
  const late = setTimeout(ms, false, { signal: timer.signal }).catch(() => false);
  const inTime = await Promise.race([promise.then(() => true), late]);
  timer.abort();
  return inTime;
}

function counterDriver(context: ScenarioContext, exports: Exports): StreamDriver | undefined {
  return StreamDriver.of(context, exports, 'watchCounter');
}

/** Calls `watchCounter(onTick)`. */
function watch(driver: StreamDriver, options?: StreamOptions): RunningStream {
  return driver.start(WATCH_CALL, (onTick) => [onTick], options);
}

/** Calls `stop()` with numbers in the queue: the JS thread is blocked, and then calls it in the same turn. */
function stopWithQueuedTicks(watcher: RunningStream): void {
  blockThread(BLOCKED_MS);
  watcher.stop();
}

async function countAndStop(context: ScenarioContext, exports: Exports): Promise<void> {
  const params = context.params as Params;
  const driver = counterDriver(context, exports);
  if (!driver) return;
  const stopBeats = recordBeats(context);
  context.step('counting');
  const watcher = watch(driver);
  await watcher.items(params.special);
  // The next numbers have to wait in the queue.
  context.step('js-thread-busy');
  blockThread(BUSY_MS);
  await watcher.items(ticksBeforeStop(params));
  stopBeats();
  context.step('stopping');
  stopWithQueuedTicks(watcher);
  await pause(AFTER_STOP_MS);
  watcher.stop();
  context.step('ending');
}
