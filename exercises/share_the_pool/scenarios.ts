/** Drives of the learner's `checksums`. Each runs in its own process, and judges nothing. */

import { pbkdf2, randomFillSync } from 'node:crypto';
import { readFile } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { blockThread, pause } from '../../src/harness/child/beats.js';
import { collectGarbage, makeGarbage } from '../../src/harness/child/garbage.js';
import { ProbeCounts } from '../../src/harness/child/probe-counts.js';
import type { Scenario, ScenarioContext } from '../../src/harness/child/scenario-context.js';
import { watchPoolSize } from '../../src/tasks/delay/pool-size.js';
import { wrongCallScenarios } from '../../src/tasks/wrong-calls/scenarios.js';
import { adler32 } from './adler32.js';
import { ChecksumsDriver, separateBuffers, someBuffers } from './checksums-driver.js';
import { equalLengths, MAX_TRIES, type Params, SHORT, unkeptLengths } from './params.js';

// Captured before the learner's code is loaded, because that code could replace them.
const [originalReadFile, originalPbkdf2] = [readFile, pbkdf2];
const thisFile = fileURLToPath(import.meta.url);

/** How long the pool is kept busy, ms. */
const HELD_POOL_MS = 300;
/** How long the JS thread is blocked while two short calls end, at most and without a probe, ms. */
const BLOCKED_MS = { most: 1_000, blind: 200 };
/** How long the reference add-on waits. JavaScript that does the work itself calls back first. */
const REFERENCE_MS = 200;

const params = ({ params }: ScenarioContext) => params as Params;

/** The whole package: single calls, two at once, equal and empty buffers, and no buffer. */
const ownPackage: Scenario = async (context) => {
  const driver = ChecksumsDriver.of(context, await context.loadPackage());
  if (!driver) return;
  await callAlone(context, driver);
  const { first, second } = params(context);
  context.step('two-calls');
  await Promise.all([driver.call(someBuffers(first)), driver.call(someBuffers(second))]);
  context.step('equal-buffers');
  const lengths = equalLengths(params(context));
  const [equal] = separateBuffers([lengths[0]!]);
  const empty = Buffer.alloc(0);
  await driver.call(lengths.map((length) => (length === 0 ? empty : equal!)));
  await callWithout(context, driver);
};

/** The compiled add-on, without the package's JavaScript. */
const addonAlone: Scenario = async (context) => {
  const driver = ChecksumsDriver.of(context, await context.loadAddon());
  if (!driver) return;
  await callAlone(context, driver);
  await callWithout(context, driver);
};

/** A call with many buffers, during which a file is read and a key derived, both of which need the pool. */
const crowd: Scenario = async (context) => {
  const observePoolSize = watchPoolSize(context);
  const driver = ChecksumsDriver.of(context, await context.loadPackage());
  if (!driver) return;
  const buffers = someBuffers(params(context).crowd);
  context.step('crowd');
  const called = driver.call(buffers);
  const read = new Promise<void>((resolve) => {
    originalReadFile(thisFile, () => {
      context.observe('fs.readFile', '');
      resolve();
    });
  });
  const derived = new Promise<void>((resolve) => {
    originalPbkdf2('password', 'salt', 1, 16, 'sha256', () => {
      context.observe('crypto.pbkdf2', '');
      resolve();
    });
  });
  observePoolSize();
  await Promise.all([called, read, derived]);
  context.step('ending');
};

/** The add-on alone, while the pool's only thread is busy: its jobs have to wait. */
const heldPool: Scenario = async (context) => {
  const driver = ChecksumsDriver.of(context, await context.loadAddon());
  if (!driver) return;
  context.step('pool-busy');
  const { openGate, freed } = context.holdPoolThread();
  const called = driver.call(someBuffers(params(context).second));
  await pause(HELD_POOL_MS);
  openGate();
  await freed;
  await called;
};

/**
 * A call whose callback and buffers only the add-on keeps alive. All jobs wait for the pool's only thread, while the
 * garbage collector runs and new buffers take the memory that it frees.
 */
const collecting: Scenario = async (context) => {
  const driver = ChecksumsDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('collecting-garbage');
  const { openGate, freed } = context.holdPoolThread();
  const lengths = unkeptLengths(params(context));
  const buffers = separateBuffers(lengths);
  const called = driver.call(buffers, { kept: false, keeps: false });
  // A caller may use its array for something else.
  buffers.length = 0;
  let waiting = true;
  void called.then(() => {
    waiting = false;
  });
  const others: Buffer[] = [];
  for (let times = 0; times < 10; times++) {
    makeGarbage();
    collectGarbage();
    others.push(...separateBuffers(lengths.slice(0, 8)));
    await pause(5);
  }
  openGate();
  await freed;
  const until = context.recorder.now() + 2_000;
  while (waiting && context.recorder.now() < until) {
    makeGarbage();
    collectGarbage();
    await pause(5);
  }
  // A busy machine may take longer. If the callback was collected, the event loop drains here.
  await called;
};

/**
 * Two short calls that end while the JS thread is blocked, so that libuv calls back for one right after the other. What
 * they share has been overwritten before the first callback.
 */
const dueTogether: Scenario = async (context) => {
  const counts = ProbeCounts.open();
  const driver = ChecksumsDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('callbacks-due-together');
  let isFirst = true;
  const after = () => {
    if (isFirst) queueMicrotask(() => context.observe('microtask', ''));
    else context.observe('next-callback', '');
    isFirst = false;
  };
  const called = [1, 2].map(() => driver.call(someBuffers(SHORT), { after }));
  blockUntilExecuted(2, counts);
  await Promise.all(called);
};

/** Blocks the JS thread until so many jobs have ended. With a share of one job, the second does not start meanwhile. */
function blockUntilExecuted(jobs: number, counts: ProbeCounts | undefined): void {
  const startedAt = performance.now();
  const isOver = () => {
    const ms = performance.now() - startedAt;
    return ms > BLOCKED_MS.most || (counts ? counts.of('execute-end') >= jobs : ms > BLOCKED_MS.blind);
  };
  while (!isOver()) blockThread(1);
  // A job has ended a moment before libuv knows it.
  blockThread(20);
}

/** A call whose callback throws. */
const throwing: Scenario = async (context) => {
  const driver = ChecksumsDriver.of(context, await context.loadPackage());
  if (!driver) return;
  const error = new Error('thrown by the callback');
  process.once('uncaughtException', (thrown) => {
    context.observe('uncaught', thrown === error ? 'the-error' : String(thrown));
  });
  context.step('throwing-callback');
  const after = () => {
    throw error;
  };
  await driver.call(someBuffers(SHORT), { after });
  // Keeps the process alive, so that what is reported late is recorded, too.
  await pause(50);
  context.observe('went-on', '');
};

/** The package's JavaScript on a reference add-on, which calls back late, with numbers that JavaScript cannot know. */
const referenceAddon: Scenario = async (context) => {
  const buffers = someBuffers(params(context).second);
  const checksums = [...randomFillSync(new Uint32Array(buffers.length))];
  const callbacks: ((error: null, results: number[]) => void)[] = [];
  context.substituteAddon({
    checksums: (given: unknown, callback: (error: null, results: number[]) => void) => {
      const isSame = Array.isArray(given) && given.length === buffers.length;
      const unchanged = isSame && buffers.every((buffer, index) => given[index] === buffer);
      context.observe('native-call', unchanged ? 'unchanged' : 'other-arguments');
      callbacks.push(callback);
    },
  });
  const driver = ChecksumsDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('reference-add-on');
  const called = driver.call(buffers, { checksums });
  await pause(REFERENCE_MS);
  context.observe('native-end', callbacks.length);
  for (const callback of callbacks) callback?.(null, [...checksums]);
  await called;
};

/** A single call, sampled to find out where it holds the JS thread. */
const oneCall: Scenario = async (context) => {
  const driver = ChecksumsDriver.of(context, await context.loadPackage());
  if (driver) await callInTry(context, driver);
};

export const scenarios = {
  ownPackage,
  addonAlone,
  crowd,
  heldPool,
  collecting,
  dueTogether,
  throwing,
  referenceAddon,
  oneCall,
  ...wrongCallScenarios,
};

/** Makes single calls until the JS thread is free in one of them. */
async function callAlone(context: ScenarioContext, driver: ChecksumsDriver): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries++) if (!(await callInTry(context, driver))) return;
}

/** Resolves to whether the JS thread was held. */
async function callInTry(context: ScenarioContext, driver: ChecksumsDriver): Promise<boolean> {
  const buffers = someBuffers(params(context).alone);
  // Before the try, because this takes time on the JS thread.
  const checksums = buffers.map(adler32);
  context.step('single-call');
  const endTry = driver.watch.startTry();
  await driver.call(buffers, { checksums });
  return await endTry();
}

/** Even without a buffer, the callback must come, and not before `checksums` has returned. */
async function callWithout(context: ScenarioContext, driver: ChecksumsDriver): Promise<void> {
  context.step('no-buffers');
  await driver.call([]);
  context.step('ending');
}
