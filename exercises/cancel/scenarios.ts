/** Drives of `countPrimes`. Each runs in its own process, and judges nothing. */

import { blockThread, pause, recordBeats } from '../../src/harness/child/beats.js';
import { collectGarbage, makeGarbage } from '../../src/harness/child/garbage.js';
import type { Scenario, ScenarioContext } from '../../src/harness/child/scenario-context.js';
import { CountDriver, observeListeners, type StartedCount } from './count-driver.js';
import type { Kind, Params, PlannedCount } from './params.js';

// Captured before the learner's code is loaded, because that code could replace it.
const OriginalController = AbortController;

/** How many reports to wait for before a call is aborted. */
const REPORTS = 3;
/** How long the JS thread is blocked, so that reports have to wait for it, ms. */
const BLOCKED_MS = 80;
/** How long the JS thread is blocked, so that the work is done when it goes on, ms. It takes a few ms. */
const DONE_MS = 150;
/** In so many pauses of so many ms, a report that must not come would come. */
const [LATE_PAUSES, LATE_PAUSE_MS] = [6, 8];
/** While the pool's thread is held: the least pauses, and the most, if promises that should be rejected are pending. */
const [LEAST_PAUSES, MOST_PAUSES, HELD_PAUSE_MS] = [50, 200, 10];
/** How many garbage collections there are while the work is queued. */
const COLLECTIONS = 20;

const params = ({ params }: ScenarioContext) => params as Params;

/** @param next the call that follows in the plan */
type Drive = (counts: CountDriver, call: PlannedCount, next: PlannedCount) => Promise<void>;

/** Waits until the promise is settled. */
const toItsEnd: Drive = async (counts, call) => counts.start(call).settled;

const drives: Partial<Record<Kind, Drive>> = {
  busy: async (counts, call) => {
    const started = counts.start(call);
    blockThread(BLOCKED_MS);
    await started.settled;
  },
  'aborted-before': async (counts, call) => counts.start(call, { aborts: true }).settled,
  running: async (counts, call, next) => {
    const started = counts.start(call);
    await started.reports(REPORTS);
    const behind = counts.start(next);
    behind.abort();
    // Its promise has to be rejected before a thread is free, but may not be.
    await started.reports(2 * REPORTS);
    await abort(started);
    await behind.settled;
  },
  behind: async () => {}, // made by the one before
  'reports-queued': async (counts, call) => {
    const started = counts.start(call);
    await started.reports(1);
    blockThread(BLOCKED_MS);
    await abort(started);
    for (let i = 0; i < LATE_PAUSES; i++) await pause(LATE_PAUSE_MS);
  },
  'work-done': async (counts, call) => {
    const started = counts.start(call);
    blockThread(DONE_MS);
    await abort(started);
  },
  late: async (counts, call) => {
    const started = counts.start(call);
    await started.settled;
    started.abort();
    for (let i = 0; i < LATE_PAUSES; i++) await pause(LATE_PAUSE_MS);
  },
};

/** The whole package, one call after the other. The pool has one thread: each call needs the one that ran before. */
const ownPackage: Scenario = async (context) => {
  const counts = CountDriver.of(context, await context.loadPackage());
  if (!counts) return;
  const longLived = new OriginalController();
  const { calls } = params(context);
  const stop = recordBeats(context);
  for (const [index, call] of calls.entries()) {
    if (call.kind !== calls[index - 1]?.kind) context.step(`abort-${call.kind}`);
    if (call.kind === 'count') await counts.start(call, { controller: longLived }).settled;
    else await (drives[call.kind] ?? toItsEnd)(counts, call, calls[index + 1]!);
    if (call.kind === 'count' && calls[index + 1]?.kind !== 'count')
      await observeListeners(context, longLived.signal);
  }
  stop();
  context.step('all-settled');
};

/** Many calls while the pool's only thread is held. Some are aborted before any work can begin. */
const heldPool: Scenario = async (context) => {
  const counts = CountDriver.of(context, await context.loadPackage());
  if (!counts) return;
  context.step('pool-busy');
  const { openGate, freed } = context.holdPoolThread();
  const stop = recordBeats(context);
  const shared = new OriginalController();
  const started = params(context).crowd.map((call) => ({
    ...call,
    ...counts.start(call, call.kind === 'shared' ? { controller: shared } : {}),
  }));
  const aborted = started.filter(({ kind }) => kind !== 'kept');
  let pending = true;
  void Promise.all(aborted.map(({ settled }) => settled)).then(() => {
    pending = false;
  });
  for (const call of aborted) call.abort();
  // Not one long pause: the other threads get as many turns, however busy the machine is.
  for (let i = 0; i < (pending ? MOST_PAUSES : LEAST_PAUSES); i++) await pause(HELD_PAUSE_MS);
  openGate();
  await freed;
  await Promise.all(started.map(({ settled }) => settled));
  stop();
};

/** Calls whose callbacks only the add-on keeps alive, with many garbage collections. */
const collecting: Scenario = async (context) => {
  const counts = CountDriver.of(context, await context.loadPackage());
  if (!counts) return;
  context.step('collecting-promises');
  const { openGate, freed } = context.holdPoolThread();
  const [kept, running] = params(context).collected.map((call) => counts.start(call, { kept: false }));
  for (let i = 0; i < COLLECTIONS; i++) {
    makeGarbage();
    collectGarbage();
    await pause(1);
  }
  openGate();
  await freed;
  collectGarbage();
  await kept!.settled;
  await running!.reports(REPORTS);
  collectGarbage();
  await abort(running!);
};

export const scenarios = { ownPackage, heldPool, collecting };

async function abort(started: StartedCount): Promise<void> {
  started.abort();
  await started.settled;
}
