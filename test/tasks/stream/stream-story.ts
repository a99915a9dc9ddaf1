import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import type { HarnessEvent } from '../../../src/harness/protocol.js';
import { type Line, traceOf } from '../../probe/traces.js';

/** An event without its time. */
export type Untimed = HarnessEvent extends infer E ? (E extends HarnessEvent ? Omit<E, 't'> : never) : never;

/** How a run ended that had to be cut off. */
export const CUT_OFF = { cutOffAt: 10_000, code: null, signal: 'SIGKILL' as const };

/** A run of streams of callbacks, told as events. Times are in ms. */
export class StreamStory {
  readonly #events: HarnessEvent[] = [];

  at(t: number, event: Untimed): this {
    this.#events.push({ t, ...event } as HarnessEvent);
    return this;
  }

  observe(t: number, name: string, value: string | number): this {
    return this.at(t, { kind: 'observation', name, value });
  }

  /** A call that started a stream, and what it returned. */
  start(id: number, called = 10, returned = 12, type = 'function'): this {
    return this.at(called, { kind: 'call', id, what: 'start()', input: { does: 'start' } }).at(returned, {
      kind: 'return',
      id,
      value: { type, text: type },
    });
  }

  /** Calls of the callback. */
  items(numbers: readonly number[], from: number, pace: number, id = 1): this {
    for (const [index, n] of numbers.entries())
      this.at(from + index * pace, { kind: 'callback', id, args: 1, first: String(n), type: 'number' });
    return this;
  }

  /** A call of `stop()`. @param returned `undefined` if it did not return */
  stopped(id: number, called: number, returned: number | undefined, stream = 1): this {
    this.at(called, { kind: 'call', id, what: 'stop()', input: { does: 'stop', stream } });
    return returned === undefined ? this : this.at(returned, { kind: 'return', id });
  }

  /** The run. It ended by itself after the last event, unless `more` says something else. */
  told(trace?: readonly Line[], more: Partial<RunRecord> = {}): RunRecord {
    const events = [...this.#events].sort((a, b) => a.t - b.t);
    const last = events.at(-1)?.t ?? 0;
    if (more.cutOffAt === undefined)
      events.push({ t: last + 1, kind: 'drained' }, { t: last + 2, kind: 'exit', code: 0 });
    return {
      scenario: 'told',
      events,
      code: 0,
      signal: null,
      cutOffAt: undefined,
      trace: trace && traceOf([['environment', 0], ...trace]),
      stdout: '',
      stderr: '',
      ...more,
    };
  }
}
