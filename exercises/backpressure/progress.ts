import { blockThread } from '../../src/harness/child/beats.js';
import { ProbeCounts } from '../../src/harness/child/probe-counts.js';
import { QUEUE_SIZE } from './params.js';

/** Without a probe, nothing tells what the thread does: how long the JS thread is busy then, ms. */
const BLIND_MS = 500;
/** How long to wait for a thread that makes no call. Only one that will never make it takes that long, ms. */
const SILENT_MS = 6_000;
/** The same if no thread could make one, or if a thread is inside a call, which may wait for the JS thread, ms. */
const WAITING_MS = 1_500;
/** So many calls more than the queue can hold show that it is full. */
const BEYOND = 20;

/** Follows the calls of threadsafe functions by other threads, even while the JS thread is busy. */
export class Progress {
  readonly #counts = ProbeCounts.open();
  readonly #callsBefore = this.#counts?.of('function-answered') ?? 0;
  readonly #endsBefore = this.#counts?.of('thread-ended') ?? 0;

  /** How many calls have returned since this object was created; `undefined` without a probe. */
  calls(): number | undefined {
    return this.#counts && this.#counts.of('function-answered') - this.#callsBefore;
  }

  /** Keeps the JS thread busy until so many calls have returned, or the thread has ended or gone silent. */
  blockUntil(calls: number): void {
    const counts = this.#counts;
    if (!counts) {
      blockThread(BLIND_MS);
      return;
    }
    let last = -1;
    let since = performance.now();
    for (;;) {
      const now = this.calls()!;
      if (now >= calls || counts.of('thread-ended') > this.#endsBefore) return;
      if (now !== last) since = performance.now();
      last = now;
      const isInside = counts.of('function-called') > counts.of('function-answered');
      const hasThread = counts.of('thread-created') > 0;
      if (performance.now() - since > (isInside || !hasThread ? WAITING_MS : SILENT_MS)) return;
      blockThread(1);
    }
  }

  /** Keeps the JS thread busy until the queue is full, whatever it holds by now. */
  blockUntilFull(): void {
    this.blockUntil((this.calls() ?? 0) + QUEUE_SIZE + BEYOND);
  }
}
