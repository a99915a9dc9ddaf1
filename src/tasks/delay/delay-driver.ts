import { pause, startBeats } from '../../harness/child/beats.js';
import { describeValue } from '../../harness/child/describe-value.js';
import type { Stage } from '../../harness/child/stage.js';
import { ownTime } from '../../harness/protocol.js';
import { heldTooLong, longestHold } from './holds.js';

type Delay = (ms: number, callback: () => void) => void;

/** Long enough for a beat after the callback, ms: what holds the JS thread there shows as well. */
const SETTLE_MS = 25;
/** Of one call. What calls back without end is known by then. */
const MOST_CALLBACKS = 1_000;

/**
 * Callbacks that the harness keeps alive: an accidental garbage collection must not decide a check. Not in the driver,
 * which may be garbage itself while the last callback is waited for.
 */
const keptAlive: unknown[] = [];

/** Calls the learner's `delay`, and records each call, return, callback and beat. */
export class DelayDriver {
  readonly #stage: Stage;
  readonly #owner: object;
  readonly #delay: Delay;
  readonly #waiting = new Map<number, () => void>();
  #calls = 0;
  /** When the JS thread showed in the present try that it was free, in its own time, ms. */
  #marks: number[] = [];

  constructor(stage: Stage, owner: Record<string, unknown>) {
    this.#stage = stage;
    this.#owner = owner;
    this.#delay = owner.delay as Delay;
  }

  /** Begins a try; returns what ends it and says whether the JS thread was held in it. */
  startTry(): () => Promise<boolean> {
    this.#marks = [];
    const stop = startBeats(() => this.#mark(this.#stage.recorder.record({ kind: 'beat' })));
    return async () => {
      await pause(SETTLE_MS);
      stop();
      return heldTooLong(longestHold(this.#marks));
    };
  }

  /**
   * Calls `delay(ms, callback)`; resolves when the callback has been called. A forgotten callback is held by nobody
   * but the add-on: it survives by the add-on's own doing or not at all.
   */
  call(ms: number, kept: 'kept' | 'forgotten' = 'kept'): Promise<void> {
    const { recorder } = this.#stage;
    const id = ++this.#calls;
    this.#stage.expect(ms);
    const called = new Promise<void>((resolve) => this.#waiting.set(id, resolve));
    this.#mark(recorder.record({ kind: 'call', id, ms }));
    try {
      this.#delay.call(this.#owner, ms, this.#callback(id, kept));
      this.#mark(recorder.record({ kind: 'return', id }));
    } catch (error) {
      this.#mark(recorder.record({ kind: 'return', id, error: describeValue(error) }));
    }
    return called;
  }

  #callback(id: number, kept: 'kept' | 'forgotten'): (...args: unknown[]) => void {
    let count = 0;
    const callback = (...args: unknown[]) => {
      if (++count > MOST_CALLBACKS) return;
      const first = args.length > 0 ? { first: describeValue(args[0]) } : {};
      this.#mark(this.#stage.recorder.record({ kind: 'callback', id, args: args.length, ...first }));
      this.#waiting.get(id)?.();
    };
    if (kept === 'kept') keptAlive.push(callback);
    return callback;
  }

  #mark(time: { t: number; waited: number }): void {
    this.#marks.push(ownTime(time));
  }
}
