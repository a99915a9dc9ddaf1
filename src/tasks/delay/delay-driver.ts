import { pause, startBeats } from '../../harness/child/beats.js';
import { type DrivenCall, Driver } from '../../harness/child/driver.js';
import { exportNames } from '../../harness/child/export-names.js';
import type { ScenarioContext } from '../../harness/child/scenario-context.js';
import { heldTooLong, longestHold } from '../../harness/held.js';
import { ownTime } from '../../harness/protocol.js';

type Delay = (ms: number, callback: () => void) => void;
type Exports = Record<string, unknown> | null | undefined;

/** Long enough for a beat after the callback, ms: what holds the JS thread there shows as well. */
const SETTLE_MS = 25;

/** Calls the learner's `delay`, and tells whether the JS thread was held meanwhile. */
export class DelayDriver {
  readonly #context: ScenarioContext;
  readonly #owner: object;
  readonly #delay: Delay;
  readonly #driver: Driver;
  /** When the JS thread showed in the present try that it was free, in its own time, ms. */
  #marks: number[] = [];

  constructor(context: ScenarioContext, owner: Record<string, unknown>) {
    this.#context = context;
    this.#owner = owner;
    this.#delay = owner.delay as Delay;
    this.#driver = new Driver(context.recorder, (time) => this.#marks.push(ownTime(time)));
  }

  /** Observes what is exported; with a function `delay` among it, returns what drives that. */
  static of(context: ScenarioContext, exports: Exports): DelayDriver | undefined {
    if (exports === undefined) return undefined;
    const type = exports === null ? 'null' : typeof exports.delay;
    context.observe('type', type);
    context.observe('names', exportNames(exports));
    return exports !== null && type === 'function' ? new DelayDriver(context, exports) : undefined;
  }

  /** Begins a try; returns what ends it and says whether the JS thread was held in it. */
  startTry(): () => Promise<boolean> {
    this.#marks = [];
    const stop = startBeats(() => {
      this.#marks.push(ownTime(this.#context.recorder.record({ kind: 'beat' })));
    });
    return async () => {
      await pause(SETTLE_MS);
      stop();
      return heldTooLong(longestHold(this.#marks));
    };
  }

  /** Calls `delay(ms, callback)`; resolves when the callback has been called. */
  call(ms: number, kept: 'kept' | 'forgotten' = 'kept'): Promise<void> {
    this.#context.expect(ms);
    const call = this.prepare(ms);
    const callback = call.callback({ kept: kept === 'kept' });
    call.make(() => this.#delay.call(this.#owner, ms, callback));
    return call.calledBack;
  }

  /** A call of `delay` that is made by whoever asks for it. */
  prepare(ms: number): DrivenCall {
    const what = `delay(${ms}, callback)`;
    return this.#driver.prepare({ what, awaits: 'callback', input: { ms } });
  }
}
