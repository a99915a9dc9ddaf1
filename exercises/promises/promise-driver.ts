import { Driver } from '../../src/harness/child/driver.js';
import { observeExports } from '../../src/harness/child/observe-exports.js';
import { reportValue } from '../../src/harness/child/report-value.js';
import type { ScenarioContext } from '../../src/harness/child/scenario-context.js';
import { makeValues } from '../../src/tasks/values/call-driver.js';
import { callText, type PlannedCall } from '../../src/tasks/values/params.js';
import { FUNCTION } from './params.js';

type Exports = Record<string, unknown> | null | undefined;

/** Calls the learner's `squareRootOf`, and records what it returns and how that promise is settled. */
export class PromiseDriver {
  readonly #context: ScenarioContext;
  readonly #owner: Record<string, unknown>;
  readonly #driver: Driver;

  constructor(context: ScenarioContext, owner: Record<string, unknown>) {
    this.#context = context;
    this.#owner = owner;
    this.#driver = new Driver(context.recorder);
  }

  /** Observes the exports, see `observeExports`. Returns a driver if they include the function. */
  static of(context: ScenarioContext, exports: Exports): PromiseDriver | undefined {
    const owner = observeExports(context, exports, [FUNCTION]);
    return owner && new PromiseDriver(context, owner);
  }

  /**
   * Makes a call. Resolves when its promise is settled or, if it returned none, at once. Observes, as `by-javascript`, a
   * watched JavaScript function that was called in the meantime.
   */
  async call(call: PlannedCall): Promise<void> {
    this.#context.byJavaScript();
    await this.start(call, makeValues(call).args).settled;
    const way = this.#context.byJavaScript();
    if (way !== undefined) this.#context.observe('by-javascript', way);
  }

  /** Makes a call with these arguments. `settled` resolves as `call` does. */
  start(call: PlannedCall, args: readonly unknown[]): { value: unknown; settled: Promise<void> } {
    const driven = this.#driver.prepare({ what: callText(call), awaits: 'promise' });
    const { value } = driven.make(
      () => (this.#owner[FUNCTION] as (...args: readonly unknown[]) => unknown)(...args),
      (outcome) => ({ value: reportValue(outcome.value) }),
    );
    const isPromise = reportValue(value).promise !== undefined;
    return { value, settled: isPromise ? driven.settled : Promise.resolve() };
  }
}
