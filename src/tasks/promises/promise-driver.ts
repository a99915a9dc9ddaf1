import { type DrivenCall, Driver } from '../../harness/child/driver.js';
import { observeExports } from '../../harness/child/observe-exports.js';
import { reportValue } from '../../harness/child/report-value.js';
import type { ScenarioContext } from '../../harness/child/scenario-context.js';
import { makeValues } from '../values/call-driver.js';
import { describeCall, type PlannedCall } from '../values/params.js';

type Exports = Record<string, unknown> | null | undefined;

/** Calls a function of the learner's that returns a promise, and records what it returns and how that is settled. */
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
  static of(context: ScenarioContext, exports: Exports, name: string): PromiseDriver | undefined {
    const owner = observeExports(context, exports, [name]);
    return owner && new PromiseDriver(context, owner);
  }

  /**
   * Makes a call. Resolves when its promise is settled or, if it returned none, at once. Observes, as `by-javascript`, a
   * watched JavaScript function that was called in the meantime.
   */
  async call(call: PlannedCall): Promise<void> {
    this.#context.byJavaScript();
    await this.start(call, () => makeValues(call).args).settled;
    const way = this.#context.byJavaScript();
    if (way !== undefined) this.#context.observe('by-javascript', way);
  }

  /**
   * Makes a call. `settled` resolves as `call` does.
   * @param makeArgs makes the arguments, which may include callbacks of the driven call
   */
  start(
    call: PlannedCall,
    makeArgs: (driven: DrivenCall) => readonly unknown[],
  ): { id: number; value: unknown; settled: Promise<void> } {
    const driven = this.#driver.prepare(describeCall(call, 'promise'));
    const args = makeArgs(driven);
    const { value } = driven.make(
      () => (this.#owner[call.fn] as (...args: readonly unknown[]) => unknown)(...args),
      (outcome) => ({ value: reportValue(outcome.value) }),
    );
    const isPromise = reportValue(value).promise !== undefined;
    return { id: driven.id, value, settled: isPromise ? driven.settled : Promise.resolve() };
  }
}
