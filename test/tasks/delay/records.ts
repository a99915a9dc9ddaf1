import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import type { HarnessEvent } from '../../../src/harness/protocol.js';

/** An event without the time, or with a time of its own. */
type Line = HarnessEvent extends infer E ? (E extends HarnessEvent ? Omit<E, 't'> : never) : never;

/** A run that tells itself event by event, and ends well where nothing else is said. */
export class Story {
  readonly #events: HarnessEvent[] = [];
  #calls = 0;

  at(t: number, event: Line): this {
    this.#events.push({ t, ...event } as HarnessEvent);
    return this;
  }

  step(t: number, name: string): this {
    return this.at(t, { kind: 'step', name });
  }

  /** Signs of life of the JS thread, every 10 ms from one time to another. */
  beats(from: number, to: number): this {
    for (let t = from; t <= to; t += 10) this.at(t, { kind: 'beat' });
    return this;
  }

  /** A call with its return and its callbacks, at these times. */
  call(ms: number, called: number, returned?: number, ...callbacks: number[]): this {
    const id = ++this.#calls;
    this.at(called, { kind: 'call', id, what: `delay(${ms}, callback)`, awaits: 'callback', input: { ms } });
    if (returned !== undefined) this.at(returned, { kind: 'return', id });
    for (const t of callbacks) this.at(t, { kind: 'callback', id, args: 0 });
    return this;
  }

  /** The record of it, in the order of time. */
  told(
    how: Partial<RunRecord> & { readonly end?: 'well' | 'abruptly'; readonly done?: boolean } = {},
  ): RunRecord {
    const { end = 'well', done = end === 'well', ...others } = how;
    const events = [...this.#events].sort((a, b) => a.t - b.t);
    const last = events.at(-1)?.t ?? 0;
    if (done) events.push({ t: last + 1, kind: 'done' });
    if (end === 'well') events.push({ t: last + 2, kind: 'drained' }, { t: last + 3, kind: 'exit', code: 0 });
    return {
      scenario: 'told',
      events,
      code: 0,
      signal: null,
      cutOffAt: undefined,
      trace: undefined,
      stdout: '',
      stderr: '',
      ...others,
    };
  }
}
