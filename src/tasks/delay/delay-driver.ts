import type { DrivenCall } from '../../harness/child/driver.js';
import { observeExports } from '../../harness/child/observe-exports.js';
import type { ScenarioContext } from '../../harness/child/scenario-context.js';
import { HoldWatch } from '../hold-watch.js';
import { delayCall } from './params.js';

type Delay = (ms: number, callback: () => void) => void;
type Exports = Record<string, unknown> | null | undefined;

/** Calls the learner's `delay`, and detects whether the JS thread was held in the meantime. */
export class DelayDriver {
  readonly #context: ScenarioContext;
  readonly #owner: object;
  readonly #delay: Delay;
  readonly #watch: HoldWatch;

  constructor(context: ScenarioContext, owner: Record<string, unknown>) {
    this.#context = context;
    this.#owner = owner;
    this.#delay = owner.delay as Delay;
    this.#watch = new HoldWatch(context);
  }

  /** Observes the exports, see `observeExports`. Returns a driver if they include a function `delay`. */
  static of(context: ScenarioContext, exports: Exports): DelayDriver | undefined {
    const owner = observeExports(context, exports, ['delay']);
    return owner && new DelayDriver(context, owner);
  }

  /** Starts a try. Returns a function that ends it, and resolves to whether the JS thread was held in it. */
  startTry(): () => Promise<boolean> {
    return this.#watch.startTry();
  }

  /**
   * Calls `delay(ms, callback)`. Resolves when the callback is called.
   * @param options of the callback: see `DrivenCall`
   */
  call(ms: number, options: Parameters<DrivenCall['callback']>[0] = {}): Promise<void> {
    this.#context.expect(ms);
    return this.start(ms, options);
  }

  /** Like `call`, for a call that nobody waits for: the time limit of the run stays as it is. */
  start(ms: number, options: Parameters<DrivenCall['callback']>[0] = {}): Promise<void> {
    const call = this.prepare(ms);
    const callback = call.callback(options);
    call.make(() => this.#delay.call(this.#owner, ms, callback));
    return call.calledBack;
  }

  /** Prepares a call of `delay(ms, callback)`, which the caller makes. */
  prepare(ms: number): DrivenCall {
    return this.#watch.driver.prepare(delayCall(ms));
  }
}
