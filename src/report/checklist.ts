import { hasText, t } from '../texts/translate.js';
import type { CheckResult, Failure } from './check.js';

/**
 * Collects the results of one verify, each check once, in the order in which they become known, and tells a
 * listener of each as it comes in.
 */
export class Checklist {
  #order: readonly string[];
  readonly #results = new Map<string, CheckResult>();
  readonly #listener: (result: CheckResult) => void;

  /** @param order the ids of all checks of the exercise, in the order of the report */
  constructor(order: readonly string[], listener: (result: CheckResult) => void = () => {}) {
    this.#order = order;
    this.#listener = listener;
  }

  pass(id: string, observed?: string): void {
    this.#settle({ id, status: 'pass', title: title(id), ...(observed !== undefined && { observed }) });
  }

  /** The texts `check.<id>.expected` and `check.<id>.hint` stand in where `failure` has none of its own. */
  fail(id: string, failure: Failure): void {
    this.#settle({ id, status: 'fail', title: title(id), ...standing(id), ...failure });
  }

  /** Settles a check either way: no failure means it passed. */
  judge(id: string, failure: Failure | undefined, observed?: string): boolean {
    if (failure) this.fail(id, failure);
    else this.pass(id, observed);
    return !failure;
  }

  /** Takes checks off the list that cannot be made here. */
  leaveOut(ids: readonly string[]): void {
    this.#order = this.#order.filter((id) => !ids.includes(id));
  }

  get failed(): boolean {
    return [...this.#results.values()].some((result) => result.status === 'fail');
  }

  /** All checks in the order of the report; what was never settled counts as skipped. */
  results(): CheckResult[] {
    return this.#order.map((id) => this.#results.get(id) ?? { id, status: 'skip', title: title(id) });
  }

  #settle(result: CheckResult): void {
    if (!this.#order.includes(result.id)) throw new Error(`no such check in this exercise: ${result.id}`);
    if (this.#results.has(result.id)) throw new Error(`check settled twice: ${result.id}`);
    this.#results.set(result.id, result);
    this.#listener(result);
  }
}

function title(id: string): string {
  return t(`check.${id}.title`);
}

function standing(id: string): Failure {
  const texts: { expected?: string; hint?: string } = {};
  for (const part of ['expected', 'hint'] as const) {
    const key = `check.${id}.${part}`;
    if (hasText(key)) texts[part] = t(key);
  }
  return texts;
}
