/** The script of a worker that a scenario starts. It runs one part of a module, and reports to the main thread. */
import { parentPort } from 'node:worker_threads';
import { describeError } from './describe-error.js';
import { WorkerContext } from './worker-context.js';
import type { WorkerPlan, WorkerReport } from './worker-thread.js';

interface PartModule {
  readonly parts: Readonly<Record<string, (context: WorkerContext, input: unknown) => Promise<void>>>;
}

parentPort!.once('message', async (plan: WorkerPlan) => {
  const { port, packageFolder } = plan;
  // Captured before the learner's code is loaded, because that code could replace it.
  const post = port.postMessage.bind(port);
  const report = (one: WorkerReport) => post(one);
  try {
    const { parts } = (await import(plan.module)) as PartModule;
    await parts[plan.part]!(new WorkerContext(plan, report), plan.input);
  } catch (error) {
    report({ kind: 'failed', ...describeError(error, packageFolder) });
  }
  port.close();
});
