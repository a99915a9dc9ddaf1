import { types } from 'node:util';
import type { EventOf } from '../protocol.js';
import { describeValue } from './describe-value.js';
import type { Recorder } from './recorder.js';
import { reportValue } from './report-value.js';

// Taken before the learner's code is loaded, which could put others in their place.
const { then } = Promise.prototype;
const { apply } = Reflect;
const { isPromise } = types;

type CallEvent = Omit<EventOf<'call'>, 'kind' | 't' | 'waited' | 'id'>;
type End = Omit<EventOf<'return'>, 'kind' | 't' | 'waited' | 'id'>;
type Time = { readonly t: number; readonly waited: number };

/** What came of a call when it was over. */
export interface Outcome {
  readonly threw: boolean;
  readonly value: unknown;
}

/** Of one call. What calls back without end is known by then. */
const MOST_CALLBACKS = 1_000;

/**
 * Callbacks that the harness keeps alive: an accidental garbage collection must not decide a check. Not in the driver,
 * which may be garbage itself while the last callback is waited for.
 */
const keptAlive: unknown[] = [];

/** Calls functions of the learner's, or constructs objects, and records all that comes of it. */
export class Driver {
  readonly #recorder: Recorder;
  readonly #onSign: (time: Time) => void;
  #calls = 0;

  /** @param onSign told of each recorded event of a call: the JS thread was free to record it */
  constructor(recorder: Recorder, onSign: (time: Time) => void = () => {}) {
    this.#recorder = recorder;
    this.#onSign = onSign;
  }

  /** A call that is going to be made; its number counts from 1. */
  prepare(call: CallEvent): DrivenCall {
    return new DrivenCall(++this.#calls, call, (event) => this.#onSign(this.#recorder.record(event)));
  }
}

type Record = (event: Parameters<Recorder['record']>[0]) => void;

/** One call: what it is given, when it is made, what becomes of it. */
export class DrivenCall {
  /** Resolves when the callback is called for the first time. */
  readonly calledBack: Promise<void>;
  readonly #id: number;
  readonly #call: CallEvent;
  readonly #record: Record;
  #onCallback: () => void = () => {};

  constructor(id: number, call: CallEvent, record: Record) {
    this.#id = id;
    this.#call = call;
    this.#record = record;
    this.calledBack = new Promise((resolve) => {
      this.#onCallback = resolve;
    });
  }

  /**
   * A callback to hand to the learner's code. One that is not kept is held by nobody but the add-on: it survives by the
   * add-on's own doing or not at all.
   * @param after done in the callback, after it was recorded
   */
  callback({ kept = true, after = () => {} }: { kept?: boolean; after?: () => void } = {}): () => void {
    let count = 0;
    const callback = (...args: unknown[]) => {
      if (++count > MOST_CALLBACKS) return;
      const first = args.length > 0 ? { first: describeValue(args[0]) } : {};
      this.#record({ kind: 'callback', id: this.#id, args: args.length, ...first });
      this.#onCallback();
      after();
    };
    if (kept) keptAlive.push(callback);
    return callback;
  }

  /**
   * Makes the call, now; with `awaits: 'promise'`, records how the promise that it returns is settled as well.
   * @param run calls the function
   * @param end what else is to be recorded when it is over, made of what it returned or threw
   */
  make(run: () => unknown, end: (outcome: Outcome) => End = () => ({})): Outcome {
    const id = this.#id;
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
    const settled = (kind: 'resolve' | 'reject') => (value: unknown) =>
      this.#record({ kind, id: this.#id, value: reportValue(value) });
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
