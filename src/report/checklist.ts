import type { CheckResult } from './check.js';
import type { Finding } from './finding.js';
import { checkText, renderFinding, type Wording } from './render.js';

/** Collects the results of one verify. Each check is settled at most once, in any order, and reported to a listener. */
export class Checklist {
  #order: readonly string[];
  readonly #results = new Map<string, CheckResult>();
  readonly #listener: (result: CheckResult) => void;
  readonly #wording: Wording;
  readonly #leftOut: string[] = [];

  /**
   * @param order the ids of all checks of the exercise, in the order of the report
   * @param listener called with each result as soon as the check is settled
   */
  constructor(
    order: readonly string[],
    listener: (result: CheckResult) => void = () => {},
    wording: Wording = {},
  ) {
    this.#order = order;
    this.#listener = listener;
    this.#wording = wording;
  }

  /** @param observed what to show next to the check. @throws if the check is unknown or already settled */
  pass(id: string, observed?: string): void {
    this.#settle({ id, status: 'pass', title: this.#title(id), ...(observed !== undefined && { observed }) });
  }

  /** @throws if the check is unknown or already settled */
  fail(id: string, finding: Finding): void {
    const expected = checkText(id, 'expected', this.#wording);
    this.#settle({
      id,
      status: 'fail',
      title: this.#title(id),
      situation: finding.situation,
      ...(expected !== undefined && { expected }),
      ...renderFinding(finding, this.#wording),
      ...(finding.where !== undefined && { where: finding.where }),
    });
  }

  /** Removes checks that cannot be run on this machine. */
  leaveOut(ids: readonly string[]): void {
    this.#leftOut.push(...this.#order.filter((id) => ids.includes(id)));
    this.#order = this.#order.filter((id) => !ids.includes(id));
  }

  /** The titles of the checks that were left out. */
  get leftOut(): string[] {
    return this.#leftOut.map((id) => this.#title(id));
  }

  /** All results in the order of the report. Checks that were never settled count as skipped. */
  results(): CheckResult[] {
    return this.#order.map((id) => this.#results.get(id) ?? { id, status: 'skip', title: this.#title(id) });
  }

  #settle(result: CheckResult): void {
    if (!this.#order.includes(result.id)) throw new Error(`no such check in this exercise: ${result.id}`);
    if (this.#results.has(result.id)) throw new Error(`check settled twice: ${result.id}`);
    this.#results.set(result.id, result);
    this.#listener(result);
  }

  #title(id: string): string {
    return checkText(id, 'title', this.#wording) ?? id;
  }
}
