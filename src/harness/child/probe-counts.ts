import { openSync, readSync } from 'node:fs';
import { countOffset, TRACE_KINDS, type TraceKind } from '../../probe/trace-kinds.js';

// Captured before the learner's code is loaded, because that code could replace it.
const read = readSync;

/**
 * Counts what the probe has recorded so far in this process. Reading the trace file does not need the event loop, so
 * this works while the JS thread is busy.
 */
export class ProbeCounts {
  readonly #file: number;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Opens the trace file. `undefined` without a probe. */
  static open(): ProbeCounts | undefined {
    const name = process.env.LEARNYOUNATIVE_TRACE_FILE;
    return name === undefined ? undefined : new ProbeCounts(openSync(name, 'r'));
  }

  /** How many records of this kind there are, including those that did not fit. */
  of(kind: TraceKind): number {
    const bytes = Buffer.alloc(8);
    read(this.#file, bytes, 0, bytes.length, countOffset(TRACE_KINDS.indexOf(kind)));
    return Number(bytes.readBigUInt64LE());
  }
}
