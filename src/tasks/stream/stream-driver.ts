import { type DrivenCall, Driver } from '../../harness/child/driver.js';
import { observeExports } from '../../harness/child/observe-exports.js';
import type { ScenarioContext } from '../../harness/child/scenario-context.js';
import { startCall, stopCall } from './params.js';

type Exports = Record<string, unknown> | null | undefined;
type AnyFunction = (...args: unknown[]) => unknown;

/** Calls the learner's function that starts a stream of callbacks, and the functions that it returns. */
export class StreamDriver {
  readonly #context: ScenarioContext;
  readonly #owner: object;
  readonly #start: AnyFunction;
  readonly #driver: Driver;

  constructor(context: ScenarioContext, owner: Record<string, unknown>, name: string) {
    this.#context = context;
    this.#owner = owner;
    this.#start = owner[name] as AnyFunction;
    this.#driver = new Driver(context.recorder);
  }

  /** Observes the exports, see `observeExports`. Returns a driver if they include a function of this name. */
  static of(context: ScenarioContext, exports: Exports, name: string): StreamDriver | undefined {
    const owner = observeExports(context, exports, [name]);
    return owner && new StreamDriver(context, owner, name);
  }

  /**
   * Starts a stream.
   * @param what the call as JavaScript source
   * @param args the arguments of the call, given the callback and the id of the call
   */
  start(
    what: string,
    args: (onItem: () => void, id: number) => readonly unknown[],
    options: StreamOptions = {},
  ): RunningStream {
    const call = this.#driver.prepare(startCall(what));
    const start = (onItem: () => void) => Reflect.apply(this.#start, this.#owner, args(onItem, call.id));
    return new RunningStream(this.#context, this.#driver, call, start, options);
  }
}

export interface StreamOptions {
  /** Whether the harness keeps the callback alive; otherwise only the add-on can. */
  readonly kept?: boolean;
  /** Whether the harness keeps the function that was returned; otherwise it may be collected, and cannot be called. */
  readonly keepsStop?: boolean;
  /** Runs inside the callback, with the number of calls so far. */
  readonly inItem?: (count: number, stream: RunningStream) => void;
}

/** One stream, with the calls of its callback. */
export class RunningStream {
  readonly #context: ScenarioContext;
  readonly #driver: Driver;
  readonly #id: number;
  readonly #stop: unknown;
  #count = 0;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(
    context: ScenarioContext,
    driver: Driver,
    call: DrivenCall,
    start: (onItem: () => void) => unknown,
    { kept = true, keepsStop = true, inItem }: StreamOptions,
  ) {
    this.#context = context;
    this.#driver = driver;
    this.#id = call.id;
    const onItem = call.callback({
      kept,
      after: () => {
        this.#count++;
        for (const { count, resolve } of this.#waiting) if (this.#count >= count) resolve();
        inItem?.(this.#count, this);
      },
    });
    const { value } = call.make(
      () => start(onItem),
      (outcome) =>
        outcome.threw ? {} : { value: { type: typeof outcome.value, text: typeof outcome.value } },
    );
    this.#stop = keepsStop ? value : undefined;
  }

  /** Resolves when the callback is called for the `count`th time. */
  items(count: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#count >= count) resolve();
      else this.#waiting.push({ count, resolve });
    });
  }

  /** Calls `stop()`, if the call returned a function. */
  stop(): void {
    if (typeof this.#stop !== 'function') return;
    const stop = this.#stop;
    this.#context.expect(0);
    this.#driver.prepare(stopCall(this.#id)).make(() => Reflect.apply(stop, undefined, []));
  }
}
