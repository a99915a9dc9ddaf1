import { blockThread } from '../../src/harness/child/beats.js';
import { type DrivenCall, Driver } from '../../src/harness/child/driver.js';
import { exportNames } from '../../src/harness/child/export-names.js';
import type { ScenarioContext } from '../../src/harness/child/scenario-context.js';

type WatchCounter = (onTick: (n: number) => void) => unknown;
type Exports = Record<string, unknown> | null | undefined;

/** How long the JS thread is blocked before `stop()`, ms: long enough for a few numbers to be queued. */
const BLOCKED_MS = 60;

/** Calls the learner's `watchCounter` and the functions that it returns. */
export class CounterDriver {
  readonly #context: ScenarioContext;
  readonly #owner: object;
  readonly #watchCounter: WatchCounter;
  readonly #driver: Driver;

  constructor(context: ScenarioContext, owner: Record<string, unknown>) {
    this.#context = context;
    this.#owner = owner;
    this.#watchCounter = owner.watchCounter as WatchCounter;
    this.#driver = new Driver(context.recorder);
  }

  /** Observes the exports as `type` and `names`. Returns a driver if they include a function `watchCounter`. */
  static of(context: ScenarioContext, exports: Exports): CounterDriver | undefined {
    if (exports === undefined) return undefined;
    const type = exports === null ? 'null' : typeof exports.watchCounter;
    context.observe('type', type);
    context.observe('names', exportNames(exports));
    return exports !== null && type === 'function' ? new CounterDriver(context, exports) : undefined;
  }

  /** Calls `watchCounter(onTick)`. @param options see `WatchOptions` */
  watch(options: WatchOptions = {}): Watcher {
    const what = 'watchCounter(onTick)';
    const call = this.#driver.prepare({ what, awaits: 'callback', input: { does: 'watch' } });
    const start = (onTick: () => void) => this.#watchCounter.call(this.#owner, onTick);
    return new Watcher(this.#context, this.#driver, call, start, options);
  }
}

export interface WatchOptions {
  /** Whether the harness keeps `onTick` alive; otherwise only the add-on can. */
  readonly kept?: boolean;
  /** Runs inside `onTick`, with the number of calls so far. */
  readonly inTick?: (count: number, watcher: Watcher) => void;
}

/** One call of `watchCounter`, with its ticks. */
export class Watcher {
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
    start: (onTick: () => void) => unknown,
    { kept = true, inTick }: WatchOptions,
  ) {
    this.#context = context;
    this.#driver = driver;
    this.#id = call.id;
    const onTick = call.callback({
      kept,
      after: () => {
        this.#count++;
        for (const { count, resolve } of this.#waiting) if (this.#count >= count) resolve();
        inTick?.(this.#count, this);
      },
    });
    const { value } = call.make(
      () => start(onTick),
      (outcome) =>
        outcome.threw ? {} : { value: { type: typeof outcome.value, text: typeof outcome.value } },
    );
    this.#stop = value;
  }

  /** Resolves at the tick with this number, counted by the harness. */
  ticks(count: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#count >= count) resolve();
      else this.#waiting.push({ count, resolve });
    });
  }

  /** Calls `stop()`, if `watchCounter` returned a function. */
  stop(): void {
    if (typeof this.#stop !== 'function') return;
    const stop = this.#stop;
    this.#context.expect(0);
    this.#driver
      .prepare({ what: 'stop()', input: { does: 'stop', watcher: this.#id } })
      .make(() => Reflect.apply(stop, undefined, []));
  }

  /** Like `stop`, with numbers in the queue: the JS thread is blocked, and then calls `stop()` in the same turn. */
  stopWithQueuedTicks(): void {
    blockThread(BLOCKED_MS);
    this.stop();
  }
}
