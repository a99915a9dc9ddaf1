import { randomFillSync } from 'node:crypto';
import type { CallbackOptions } from '../../src/harness/child/driver.js';
import { observeExports } from '../../src/harness/child/observe-exports.js';
import type { ScenarioContext } from '../../src/harness/child/scenario-context.js';
import { HoldWatch } from '../../src/tasks/hold-watch.js';
import { adler32 } from './adler32.js';
import { compareResults, type Expected } from './compare-results.js';
import { checksumsCall } from './params.js';

type Checksums = (buffers: readonly Buffer[], callback: (...args: unknown[]) => void) => unknown;
type Exports = Record<string, unknown> | null | undefined;

/** The random bytes that buffers are parts of. */
const MEMORY_BYTES = 2 ** 23;

const memory = randomFillSync(Buffer.allocUnsafeSlow(MEMORY_BYTES));

/** Random buffers of these lengths, which share their memory. Most of them begin in the middle of it. */
export function someBuffers(lengths: readonly number[]): Buffer[] {
  const offsets = randomFillSync(new Uint32Array(lengths.length));
  return lengths.map((length, index) => {
    const offset = 1 + (offsets[index]! % (MEMORY_BYTES - length - 1));
    return memory.subarray(offset, offset + length);
  });
}

/** Random buffers of these lengths, each with its own memory. */
export function separateBuffers(lengths: readonly number[]): Buffer[] {
  return lengths.map((length) => randomFillSync(Buffer.allocUnsafeSlow(length)));
}

/** Calls the learner's `checksums`, and compares the results. */
export class ChecksumsDriver {
  readonly watch: HoldWatch;
  readonly #context: ScenarioContext;
  readonly #owner: object;
  readonly #checksums: Checksums;
  readonly #expected: Expected[] = [];

  constructor(context: ScenarioContext, owner: Record<string, unknown>) {
    this.#context = context;
    this.#owner = owner;
    this.#checksums = owner.checksums as Checksums;
    this.watch = new HoldWatch(context);
  }

  /** Observes the exports, see `observeExports`. Returns a driver if they include a function `checksums`. */
  static of(context: ScenarioContext, exports: Exports): ChecksumsDriver | undefined {
    const owner = observeExports(context, exports, ['checksums']);
    return owner && new ChecksumsDriver(context, owner);
  }

  /**
   * Calls `checksums(buffers, callback)`. Resolves when the callback is called.
   * @param options.checksums what the results should be, if not the checksums of the buffers
   * @param options.keeps whether the harness keeps the buffers alive; otherwise only the add-on can
   */
  call(
    buffers: readonly Buffer[],
    {
      checksums = buffers.map(adler32),
      keeps = true,
      after = () => {},
      ...options
    }: CallbackOptions & { readonly checksums?: readonly number[]; readonly keeps?: boolean } = {},
  ): Promise<void> {
    const lengths = buffers.map(({ length }) => length);
    const call = this.watch.driver.prepare(checksumsCall(lengths));
    const expected = { call: this.#expected.length + 1, buffers: keeps ? buffers : [], lengths, checksums };
    this.#expected.push(expected);
    const callback = call.callback({
      ...options,
      after: (...args) => {
        const others = this.#expected.filter((other) => other !== expected);
        this.#context.observe('results', JSON.stringify(compareResults(args[1], expected, others)));
        after(...args);
      },
    });
    this.#context.expect(0);
    call.make(() => this.#checksums.call(this.#owner, buffers, callback));
    return call.calledBack;
  }
}
