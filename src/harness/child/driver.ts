import { types } from 'node:util';
import type { CallDescription, EventOf } from '../protocol.js';
import { describeValue } from './describe-value.js';
import type { Recorder } from './recorder.js';
import { reportValue } from './report-value.js';

// Captured before the learner's code is loaded, because that code could replace them.
const { then } = Promise.prototype;
const { apply } = Reflect;
const { isPromise } = types;

type End = Omit<EventOf<'return'>, 'kind' | 't' | 'waited' | 'id'>;
type Time = { readonly t: number; readonly waited: number };

/** How a call ended: `value` is what it returned or threw. */
export interface Outcome {
  readonly threw: boolean;
  readonly value: unknown;
}

export interface CallbackOptions {
  readonly kept?: boolean;
  readonly after?: (...args: readonly unknown[]) => void;
}

/** How many callbacks of one call are recorded. More of them prove nothing new. */
const MAX_CALLBACKS = 1_000;

/**
 * References that protect callbacks from garbage collection, so that it cannot decide a check by accident. They are
 * global because the driver itself may be collected while a callback is still pending.
 */
const keptAlive: unknown[] = [];

/** Calls the learner's functions, or constructs objects, and records everything that follows. */
export class Driver {
  readonly #recorder: Recorder;
  readonly #onSign: (time: Time) => void;
  #calls = 0;

  /** @param onSign called with the time of each recorded event: the JS thread was free at that time */
  constructor(recorder: Recorder, onSign: (time: Time) => void = () => {}) {
    this.#recorder = recorder;
    this.#onSign = onSign;
  }

  /** Prepares a call. Calls are numbered from 1. */
  prepare(call: CallDescription): DrivenCall {
    return new DrivenCall(++this.#calls, call, (event) => this.#onSign(this.#recorder.record(event)));
  }
}

type Record = (event: Parameters<Recorder['record']>[0]) => void;

/** One call to the learner's code. */
export class DrivenCall {
  /** Resolves when the callback is called for the first time. */
  readonly calledBack: Promise<void>;
  /** Resolves when the promise that the call returned is settled. */
  readonly settled: Promise<void>;
  /** As in the events. */
  readonly id: number;
  readonly #call: CallDescription;
  readonly #record: Record;
  #onCallback: () => void = () => {};
  #onSettled: () => void = () => {};

  constructor(id: number, call: CallDescription, record: Record) {
    this.id = id;
    this.#call = call;
    this.#record = record;
    this.calledBack = new Promise((resolve) => {
      this.#onCallback = resolve;
    });
    this.settled = new Promise((resolve) => {
      this.#onSettled = resolve;
    });
  }

  /**
   * Creates a callback for the learner's code.
   * @param options.kept whether the harness keeps it alive; otherwise only a reference of the add-on can
   * @param options.after runs inside the callback, after it has been recorded, with the same arguments
   */
  callback({ kept = true, after = () => {} }: CallbackOptions = {}): () => void {
    let count = 0;
    const callback = (...args: unknown[]) => {
      if (++count > MAX_CALLBACKS) return;
      const first = args.length > 0 ? { first: describeValue(args[0]), type: typeof args[0] } : {};
      this.#record({ kind: 'callback', id: this.id, args: args.length, ...first });
      this.#onCallback();
      after(...args);
    };
    if (kept) keptAlive.push(callback);
    return callback;
  }

  /**
   * Makes the call and records how it ends. With `awaits: 'promise'`, also records how the returned promise settles.
   * @param run calls the function
   * @param end returns what else to record at the end of the call
   */
  make(run: () => unknown, end: (outcome: Outcome) => End = () => ({})): Outcome {
    const { id } = this;
    this.#record({ kind: 'call', id, ...this.#call });
    const outcome = outcomeOf(run);
    const more = end(outcome);
    if (outcome.threw)
      this.#record({ kind: 'throw', id, ...more, value: more.value ?? reportValue(outcome.value) });
    else this.#record({ kind: 'return', id, ...more });
    if (this.#call.awaits === 'promise' && isPromise(outcome.value)) this.#watch(outcome.value);
    return outcome;
  }

  #watch(promise: Promise<unknown>): void {
    const settled = (kind: 'resolve' | 'reject') => (value: unknown) => {
      this.#record({ kind, id: this.id, value: reportValue(value) });
      this.#onSettled();
    };
    apply(then, promise, [settled('resolve'), settled('reject')]);
  }
}

function outcomeOf(run: () => unknown): Outcome {
  try {
    return { threw: false, value: run() };
  } catch (value) {
    return { threw: true, value };
  }
}
