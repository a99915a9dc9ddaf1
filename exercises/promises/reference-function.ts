/** The `squareRootOf` of the reference add-on, and how the package's JavaScript uses it. */
import { promiseState } from '../../src/harness/child/promise-state.js';

/** How a promise was settled. */
export interface Settlement {
  readonly rejected: boolean;
  readonly value: unknown;
}

interface ReferenceCall {
  readonly args: readonly unknown[];
  readonly settle: (settlement: Settlement) => void;
}

/** Returns promises that are settled on request, and records the arguments that it was called with. */
export class ReferenceFunction {
  readonly #calls: ReferenceCall[] = [];

  /** The function that the package's JavaScript gets. */
  readonly run = (...args: unknown[]): Promise<unknown> => {
    const promise = new Promise((resolve, reject) => {
      this.#calls.push({ args, settle: ({ rejected, value }) => (rejected ? reject : resolve)(value) });
    });
    // Only the promise of the package's JavaScript has to be handled.
    promise.catch(() => {});
    return promise;
  };

  /** What is wrong with the calls that a call with these arguments led to. Each call has other arguments. */
  fault(args: readonly unknown[]): string | undefined {
    if (this.#calls.length === 0) return 'not-called';
    const [first, ...others] = this.#callsWith(args);
    if (!first) return 'other-arguments';
    return others.length > 0 ? 'called-often' : undefined;
  }

  /** Settles what it returned for these arguments. */
  settle(args: readonly unknown[], settlement: Settlement): void {
    for (const call of this.#callsWith(args)) call.settle(settlement);
  }

  #callsWith(args: readonly unknown[]): ReferenceCall[] {
    return this.#calls.filter((call) => args.every((arg, index) => Object.is(call.args[index], arg)));
  }
}

/** Watches how a promise is settled: returns a function that returns this, or `undefined` while it is pending. */
export function watchSettlement(value: unknown): () => Settlement | undefined {
  let settlement: Settlement | undefined;
  if (promiseState(value) !== undefined) {
    (value as Promise<unknown>).then(
      (result) => {
        settlement = { rejected: false, value: result };
      },
      (error) => {
        settlement = { rejected: true, value: error };
      },
    );
  }
  return () => settlement;
}

/** How the promise of the package's JavaScript followed the one of the reference add-on: `unchanged`, or the difference. */
export function howFollowed(expected: Settlement, settlement: Settlement | undefined): string {
  if (settlement === undefined) return 'not-settled';
  if (settlement.rejected !== expected.rejected) return expected.rejected ? 'swallowed' : 'threw-itself';
  return Object.is(settlement.value, expected.value) ? 'unchanged' : 'other-result';
}
