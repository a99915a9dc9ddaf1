import { hasText, t } from '../texts/translate.js';
import type { CheckResult, Failure } from './check.js';
import { situationTexts } from './failure.js';

/** What fits the texts of checks to an exercise. */
export interface Words {
  /** Whose own texts are preferred to the common ones, the most particular first. */
  readonly contexts?: readonly string[];
  /** What stands in the texts of every check: `{{functions}}`. */
  readonly values?: Record<string, string>;
}

/** A text that stands for a check whatever was observed; `undefined` when there is none. */
export function checkText(
  id: string,
  part: 'title' | 'expected' | 'hint',
  { contexts, values }: Words,
): string | undefined {
  const key = `check.${id}.${part}`;
  return hasText(key, contexts) ? t(key, values, contexts) : undefined;
}

/**
 * Collects the results of one verify, each check once, in the order in which they become known, and tells a
 * listener of each as it comes in.
 */
export class Checklist {
  #order: readonly string[];
  readonly #results = new Map<string, CheckResult>();
  readonly #listener: (result: CheckResult) => void;
  readonly #words: Words;
  readonly #leftOut: string[] = [];

  /** @param order the ids of all checks of the exercise, in the order of the report */
  constructor(
    order: readonly string[],
    listener: (result: CheckResult) => void = () => {},
    words: Words = {},
  ) {
    this.#order = order;
    this.#listener = listener;
    this.#words = words;
  }

  pass(id: string, observed?: string): void {
    this.#settle({ id, status: 'pass', title: this.#title(id), ...(observed !== undefined && { observed }) });
  }

  /** The texts `check.<id>.expected` and `check.<id>.hint` stand in where `failure` has none of its own. */
  fail(id: string, { situation, ...evidence }: Failure): void {
    const [expected, hint] = [this.#text(id, 'expected'), this.#text(id, 'hint')];
    this.#settle({
      id,
      status: 'fail',
      title: this.#title(id),
      ...(expected !== undefined && { expected }),
      ...(hint !== undefined && { hint }),
      ...evidence,
      ...(situation && {
        situation: situation.name,
        ...situationTexts(situation.name, situation.values, this.#words.contexts),
      }),
    });
  }

  /** Settles a check either way: no failure means it passed. */
  judge(id: string, failure: Failure | undefined, observed?: string): boolean {
    if (failure) this.fail(id, failure);
    else this.pass(id, observed);
    return !failure;
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

  get failed(): boolean {
    return [...this.#results.values()].some((result) => result.status === 'fail');
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
    return this.#text(id, 'title') ?? id;
  }

  #text(id: string, part: 'title' | 'expected' | 'hint'): string | undefined {
    return checkText(id, part, this.#words);
  }
}
