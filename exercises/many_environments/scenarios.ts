import { pause } from '../../src/harness/child/beats.js';
import { Driver } from '../../src/harness/child/driver.js';
import { collectGarbage } from '../../src/harness/child/garbage.js';
import { observeExports } from '../../src/harness/child/observe-exports.js';
import { reportValue } from '../../src/harness/child/report-value.js';
import type { Scenario, ScenarioContext } from '../../src/harness/child/scenario-context.js';
import type { HarnessWorker, WorkerReport } from '../../src/harness/child/worker-thread.js';
import { MAIN_CALLS, ON_MAIN_THREAD, type Params, SECOND_LOAD, type Visit } from './params.js';
import { Visitor } from './visit.js';
import type { PartInput, parts } from './worker.js';

type Exports = Record<string, unknown>;
type What = PartInput['what'];

/** How many workers run at the same time. */
const AT_ONCE = 4;
/** How many workers are terminated while their work is pending. */
const TERMINATED = 3;
/** What the exercise asks for. */
const FUNCTIONS = ['remember', 'recall', 'delay'];

/** The whole package: on the main thread, then in four workers at once. */
const ownPackage: Scenario = async (context) => {
  const exports = callable(context, await context.loadPackage());
  if (!exports) return;
  useOnMainThread(context, exports);
  await keepsAlive(context, exports);
  await visitAll(context, exports, 'package', MAIN_CALLS);
  context.step('environments-over');
};

/** The compiled add-on alone, as above, and loaded a second time on the main thread. */
const addonAlone: Scenario = async (context) => {
  const exports = callable(context, await context.loadAddon());
  if (!exports) return;
  await visitAll(context, exports, 'addon', 0);
  context.step('second-load');
  const { mark } = context.params as Params;
  const first = new Visitor(exports, 'main', mark);
  first.remember();
  const again = await context.loadAddonAgain();
  if (!again) return;
  observeVisit(context, new Visitor(again, SECOND_LOAD, mark).visit(2));
  context.observe('main-after-second-load', JSON.stringify(first.recall()));
  context.step('environments-over');
};

/** Workers that are terminated while work of theirs is pending in the pool. */
const terminated: Scenario = async (context) => {
  const exports = callable(context, await context.loadPackage());
  if (!exports) return;
  const { mark } = context.params as Params;
  new Visitor(exports, 'main', mark).visit(1);
  for (let round = 1; round <= TERMINATED; round++) {
    context.step('work-in-worker');
    const worker = await startWorker(context, 'workPending', 'package', round, 1);
    worker.send('load');
    let early = false;
    let report = await nextReport(context, worker);
    while (report.kind === 'posted' && report.value !== 'pending') {
      if (report.value === 'called-back-early') early = true;
      report = await nextReport(context, worker);
    }
    if (report.kind !== 'posted') return observeEnd(context, round, report);
    context.observe(early ? 'called-back-early' : 'work-pending', round);
    context.step('terminating');
    worker.terminate();
    while (report.kind !== 'ended') report = await nextReport(context, worker);
  }
  context.step('environments-over');
};

/** Many workers, a few at a time, each of which loads the add-on, remembers, and is terminated. */
const cycles: Scenario = async (context) => {
  const exports = callable(context, await context.loadAddon());
  if (!exports) return;
  const { mark, lives } = context.params as Params;
  new Visitor(exports, 'main', mark).visit(1);
  context.step('many-workers');
  for (let begun = 0; begun < lives; begun += AT_ONCE) {
    const count = Math.min(AT_ONCE, lives - begun);
    const workers: HarnessWorker[] = [];
    for (let index = 0; index < count; index++)
      workers.push(await startWorker(context, 'shortLife', 'addon', begun + index + 1, 2));
    for (const worker of workers) worker.send('load');
    for (const [index, worker] of workers.entries()) {
      const report = await nextReport(context, worker);
      if (report.kind !== 'posted') return observeEnd(context, begun + index + 1, report);
      observeVisit(context, report.value as Visit);
      worker.terminate();
    }
    for (const worker of workers) while ((await nextReport(context, worker)).kind !== 'ended');
  }
  context.step('environments-over');
};

export const scenarios = { ownPackage, addonAlone, terminated, cycles };

/** Observes the exports, see `observeExports`. Returns them if all functions are exported. */
function callable(context: ScenarioContext, exports: Exports | null | undefined): Exports | undefined {
  return observeExports(context, exports, FUNCTIONS) as Exports | undefined;
}

/** Calls of `remember` and `recall` while there is no other environment. */
function useOnMainThread(context: ScenarioContext, exports: Exports): void {
  const driver = new Driver(context.recorder);
  const { recall, remember } = exports as Record<string, (...args: unknown[]) => unknown>;
  const call = (what: string, run: () => unknown, expected: unknown) =>
    driver.prepare({ what }).make(run, ({ threw, value }) => ({
      ...(threw ? {} : { value: reportValue(value) }),
      asExpected: !threw && Object.is(value, expected),
    }));
  context.step('main-thread');
  call(ON_MAIN_THREAD.recall, () => recall!(), undefined);
  for (const number of ON_MAIN_THREAD.numbers) {
    const object = { number };
    call(ON_MAIN_THREAD.remember(number), () => remember!(object), number);
    call(ON_MAIN_THREAD.recall, () => recall!(), object);
  }
}

/** Lets the garbage collector run, while only the add-on keeps the object. */
async function keepsAlive(context: ScenarioContext, exports: Exports): Promise<void> {
  const { recall, remember } = exports as Record<string, (...args: unknown[]) => unknown>;
  context.step('collecting-garbage');
  (() => remember!({ kept: true }))();
  for (let times = 0; times < 3; times++) {
    await pause(1);
    collectGarbage();
  }
  context.observe('after-collection', typeof recall!());
}

/**
 * Remembers on the main thread and in workers that exist at the same time. Nothing of one may reach the other.
 * @param already how often `remember` was called on the main thread before
 */
async function visitAll(
  context: ScenarioContext,
  exports: Exports,
  what: What,
  already: number,
): Promise<void> {
  const { inMain, inWorkers, mark } = context.params as Params;
  const main = new Visitor(exports, 'main', mark);
  for (let times = 0; times < inMain; times++) main.remember();
  context.observe('main-count', already + inMain);
  context.step('loading-in-workers');
  const workers: HarnessWorker[] = [];
  for (const [index, times] of inWorkers.entries())
    workers.push(await startWorker(context, 'visit', what, index + 1, times));
  for (const worker of workers) worker.send('load');
  const all = async (on: (report: unknown, number: number) => void): Promise<boolean> => {
    for (const [index, worker] of workers.entries()) {
      const report = await nextReport(context, worker);
      if (report.kind !== 'posted') {
        observeEnd(context, index + 1, report);
        return false;
      }
      on(report.value, index + 1);
    }
    return true;
  };
  if (!(await all(() => {}))) return;
  context.observe('loaded-in-workers', workers.length);
  context.step('in-workers');
  for (const worker of workers) worker.send('visit');
  if (!(await all((visit) => observeVisit(context, visit as Visit)))) return;
  context.observe('main-after', JSON.stringify(main.recall()));
  for (const worker of workers) worker.send('recall again');
  if (!(await all((recalled, number) => context.observe(`worker-${number}-after`, JSON.stringify(recalled)))))
    return;
  context.step('workers-end');
  for (const worker of workers) while ((await nextReport(context, worker)).kind !== 'ended');
  context.observe('main-at-last', main.remember());
}

/** The worker's next report. It is progress: the time limit of the run starts again. */
async function nextReport(context: ScenarioContext, worker: HarnessWorker): Promise<WorkerReport> {
  const report = await worker.next();
  context.expect(0);
  return report;
}

/** Starts a worker, and waits until it runs: on a busy machine, each start is progress. It loads when it is sent a value. */
async function startWorker(
  context: ScenarioContext,
  part: keyof typeof parts,
  what: What,
  number: number,
  times: number,
): Promise<HarnessWorker> {
  const { mark, pendingMs } = context.params as Params;
  const input: PartInput = { what, who: `worker ${number}`, mark, times, pendingMs };
  const worker = context.startWorker({ module: new URL('./worker.js', import.meta.url), part, input });
  await nextReport(context, worker);
  return worker;
}

function observeVisit(context: ScenarioContext, visit: Visit): void {
  context.observe('visit', JSON.stringify(visit));
}

/** A worker failed, or ended before it was told to. */
function observeEnd(context: ScenarioContext, number: number, report: WorkerReport): void {
  context.observe('failed-worker', number);
  context.observe('failure', report.kind === 'failed' ? report.message : '');
}
