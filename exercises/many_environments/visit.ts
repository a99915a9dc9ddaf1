/** Uses `remember` and `recall` in one environment. Runs on the main thread and in workers, and records nothing. */
import { reportValue } from '../../src/harness/child/report-value.js';
import type { Recalled, Visit } from './params.js';

type AnyFunction = (...args: unknown[]) => unknown;

/** An object to be remembered: it tells which environment remembered it. */
interface Marked {
  readonly mark: string;
  readonly by: string;
  readonly number: number;
}

/** One environment: the exports of the package or the add-on that were loaded there. */
export class Visitor {
  readonly #exports: Record<string, unknown>;
  readonly #who: string;
  readonly #mark: string;
  #last: Marked | undefined;
  #number = 0;

  constructor(exports: Record<string, unknown>, who: string, mark: string) {
    this.#exports = exports;
    this.#who = who;
    this.#mark = mark;
  }

  /** Calls `remember` with a new object. Returns what it returned, or a description of anything but a number. */
  remember(): number | string {
    this.#last = { mark: this.#mark, by: this.#who, number: ++this.#number };
    const returned = this.#call('remember', this.#last);
    return typeof returned === 'number' ? returned : describe(returned);
  }

  /** Calls `recall`. */
  recall(): Recalled {
    const returned = this.#call('recall');
    if (returned === undefined) return { kind: 'nothing' };
    if (returned === this.#last) return { kind: 'own' };
    if (typeof returned === 'object' && returned !== null && 'mark' in returned) {
      const { mark, by, number } = returned as Partial<Marked>;
      if (mark === this.#mark) return { kind: 'other', by: String(by), number: Number(number) };
    }
    return { kind: 'unknown', text: describe(returned) };
  }

  /** Recalls, remembers several times, and recalls again. */
  visit(times: number): Visit {
    const before = this.recall();
    const counts = Array.from({ length: times }, () => this.remember());
    return { who: this.#who, before, counts, after: this.recall() };
  }

  #call(name: string, ...args: unknown[]): unknown {
    try {
      return (this.#exports[name] as AnyFunction)(...args);
    } catch (error) {
      return new Thrown(error);
    }
  }
}

class Thrown {
  constructor(readonly error: unknown) {}
}

function describe(value: unknown): string {
  return value instanceof Thrown ? `throws ${reportValue(value.error).text}` : reportValue(value).text;
}
