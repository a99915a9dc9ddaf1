import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { loadExports } from './load-package.js';
import type { WorkerPlan, WorkerReport } from './worker-thread.js';

/** What a part can use in a worker: the package, the add-on, and messages from and to the main thread. */
export class WorkerContext {
  readonly #plan: WorkerPlan;
  readonly #report: (report: WorkerReport) => void;

  constructor(plan: WorkerPlan, report: (report: WorkerReport) => void) {
    this.#plan = plan;
    this.#report = report;
  }

  /** Loads the package, or the compiled add-on alone. @throws what loading throws, which the worker then reports */
  async load(what: 'package' | 'addon'): Promise<Record<string, unknown>> {
    const { packageFolder, addonFile } = this.#plan;
    const require = createRequire(path.join(packageFolder, 'package.json'));
    return (what === 'package' ? await loadExports(packageFolder) : require(addonFile)) as Record<
      string,
      unknown
    >;
  }

  /** Reports a value to the main thread. */
  post(value: unknown): void {
    this.#report({ kind: 'posted', value });
  }

  /** The next value that the main thread sends. Keeps the worker alive until then. */
  async next(): Promise<unknown> {
    const [value] = await once(this.#plan.port, 'message');
    return value;
  }
}
