import { getEventListeners } from 'node:events';
import { pause } from '../../src/harness/child/beats.js';
import { promiseState } from '../../src/harness/child/promise-state.js';
import type { ScenarioContext } from '../../src/harness/child/scenario-context.js';
import { PromiseDriver } from '../../src/tasks/promises/promise-driver.js';
import { makeValues } from '../../src/tasks/values/call-driver.js';
import { FUNCTION, type PlannedCount } from './params.js';
import { howRejected } from './reasons.js';

type Exports = Record<string, unknown> | null | undefined;

// Captured before the learner's code is loaded, because that code could replace them.
const OriginalController = AbortController;
const { then } = Promise.prototype;
const { apply } = Reflect;

/** A call of `countPrimes` that was made. */
export interface StartedCount {
  /** Resolves when its promise is settled or, if it returned none, at once. */
  readonly settled: Promise<void>;
  /** Resolves after so many reports, or when the promise is settled. */
  reports(count: number): Promise<void>;
  /** Aborts its signal. */
  abort(): void;
}

/** Calls the learner's `countPrimes`, and records what follows. */
export class CountDriver {
  readonly #context: ScenarioContext;
  readonly #promises: PromiseDriver;

  private constructor(context: ScenarioContext, promises: PromiseDriver) {
    this.#context = context;
    this.#promises = promises;
  }

  /** Observes the exports, see `observeExports`. Returns a driver if they include the function. */
  static of(context: ScenarioContext, exports: Exports): CountDriver | undefined {
    const promises = PromiseDriver.of(context, exports, FUNCTION);
    return promises && new CountDriver(context, promises);
  }

  /**
   * Makes a call. Observes when its signal is aborted, and how its promise is rejected.
   * @param options.controller of its signal
   * @param options.aborts whether the signal is aborted before the call
   * @param options.kept whether the harness keeps its callback alive
   */
  start(
    call: PlannedCount,
    { controller = new OriginalController(), aborts = false, kept = true } = {},
  ): StartedCount {
    let reports = 0;
    let wanted = Number.POSITIVE_INFINITY;
    let onReports = () => {};
    const { signal } = controller;
    const { expected: reason } = makeValues({ ...call, args: [] });
    if (aborts) controller.abort(reason);
    const { id, value, settled } = this.#promises.start(call, (driven) => {
      const after = () => {
        if (++reports >= wanted) onReports();
      };
      return makeValues(call, undefined, { signal, onProgress: driven.callback({ kept, after }) }).args;
    });
    const observe = (name: string, what: string) => this.#context.observe(`${name}-${id}`, what);
    if (promiseState(value) !== undefined)
      apply(then, value, [undefined, (error: unknown) => observe('rejected', howRejected(error, signal))]);
    return {
      settled,
      reports: (count) => {
        const reported = new Promise<void>((resolve) => {
          wanted = count;
          onReports = resolve;
          if (reports >= count) resolve();
        });
        return Promise.race([reported, settled]);
      },
      abort: () => {
        this.#context.recorder.record({ kind: 'abort', id });
        controller.abort(reason);
        observe('aborted', '');
      },
    };
  }
}

/** Observes, as `listeners-left`, how many listeners a signal has when the calls that used it are over. */
export async function observeListeners(context: ScenarioContext, signal: AbortSignal): Promise<void> {
  // What a promise of JavaScript does in reaction to another one may take a few turns.
  await pause(1);
  context.observe('listeners-left', getEventListeners(signal, 'abort').length);
}
