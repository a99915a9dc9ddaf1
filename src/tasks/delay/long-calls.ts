/** Calls that last from seconds to more than an hour. Nobody waits for them: a callback that comes is too early. */
import { stat } from 'node:fs';
import { pause } from '../../harness/child/beats.js';
import type { Scenario } from '../../harness/child/scenario-context.js';
import { DelayDriver } from './delay-driver.js';
import type { Durations } from './params.js';

/** How long to wait for callbacks that come far too early, ms: not as long as the other runs take. */
const WATCH_MS = 600;
/** How long to wait for the thread pool on a busy machine, ms. */
const PATIENCE_MS = 2_000;

/**
 * The whole package. The last thread of the pool is left free: when it has done other work, a thread of the pool has
 * had its turn. Node.js waits for pool threads before it exits, so the process then kills itself.
 */
export const longCalls: Scenario = async (context) => {
  const driver = DelayDriver.of(context, await context.loadPackage());
  if (!driver) return;
  context.step('long-calls');
  for (const ms of Object.values((context.params as Durations).wrapping)) void driver.start(ms);
  await pause(WATCH_MS);
  await Promise.race([new Promise<void>((resolve) => stat('.', () => resolve())), pause(PATIENCE_MS)]);
  await pause(0);
  process.kill(process.pid, 'SIGKILL');
};
