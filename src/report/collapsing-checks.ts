import { t } from '../texts/translate.js';
import type { CheckResult } from './check.js';

/** Checks that every exercise with a package makes before it comes to its subject. */
const HOUSEKEEPING: readonly string[] = [
  'package-json',
  'binding-gyp',
  'builds',
  'loads',
  'exports',
  'addon-exports',
];
/** Fewer checks in a row are not worth a line that stands for them: it says less than their titles do. */
const MIN_COLLAPSED = 3;

/**
 * Passes the results of checks on, but a row of housekeeping checks that passed as a single result. If one of them fails,
 * those before it are passed on one by one: their titles show how far the package has come.
 */
export class CollapsingChecks {
  readonly #show: (check: CheckResult) => void;
  #passed: CheckResult[] = [];

  constructor(show: (check: CheckResult) => void) {
    this.#show = show;
  }

  add(check: CheckResult): void {
    if (check.status === 'pass' && HOUSEKEEPING.includes(check.id)) {
      this.#passed.push(check);
      return;
    }
    if (HOUSEKEEPING.includes(check.id)) this.#showEach();
    else this.end();
    this.#show(check);
  }

  /** Passes on what was held back. To be called after the last check. */
  end(): void {
    if (this.#passed.length < MIN_COLLAPSED) this.#showEach();
    else this.#show(collapsed(this.#passed));
    this.#passed = [];
  }

  #showEach(): void {
    for (const check of this.#passed) this.#show(check);
    this.#passed = [];
  }
}

function collapsed(checks: readonly CheckResult[]): CheckResult {
  const names = new Set(checks.map(({ id }) => t(`verify.housekeeping-${id}`)));
  const title = t('verify.housekeeping', { count: checks.length, names: [...names].join(', ') });
  return { id: 'housekeeping', status: 'pass', title };
}
