import type { CheckResult } from './check.js';
import type { Finding } from './finding.js';
import { checkText, renderFinding, type Wording } from './render.js';

/**
 * Collects the results of one verify, each check once, in the order in which they become known, and tells a
 * listener of each as it comes in.
 */
export class Checklist {
  #order: readonly string[];
  readonly #results = new Map<string, CheckResult>();
  readonly #listener: (result: CheckResult) => void;
  readonly #wording: Wording;
  readonly #leftOut: string[] = [];

  /** @param order the ids of all checks of the exercise, in the order of the report */
  constructor(
    order: readonly string[],
    listener: (result: CheckResult) => void = () => {},
    wording: Wording = {},
  ) {
    this.#order = order;
    this.#listener = listener;
    this.#wording = wording;
  }

  /** @param observed what is worth showing beside a check that passed */
  pass(id: string, observed?: string): void {
    this.#settle({ id, status: 'pass', title: this.#title(id), ...(observed !== undefined && { observed }) });
  }

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

  /** Takes checks off the list that cannot be made here. */
  leaveOut(ids: readonly string[]): void {
    this.#leftOut.push(...this.#order.filter((id) => ids.includes(id)));
    this.#order = this.#order.filter((id) => !ids.includes(id));
  }

  /** What was left out, by its titles. */
  get leftOut(): string[] {
    return this.#leftOut.map((id) => this.#title(id));
  }

  /** All checks in the order of the report; what was never settled counts as skipped. */
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
