import { fact, type RunRecord } from '../harness/parent/run-record.js';
import type { Failure } from '../report/check.js';
import { failureOf } from '../report/failure.js';
import { t } from '../texts/translate.js';

/**
 * A function is not among what was recorded as exported: another one may be whose name differs in capital letters only.
 * @param check `exports` for the package, `addon-exports` for the compiled add-on
 * @param type of what is exported under that name
 */
export function missingExport(
  run: RunRecord,
  check: 'exports' | 'addon-exports',
  name: string,
  type: string,
): Failure {
  const names = String(fact(run, 'names') || t('check.exports.nothing'));
  if (type !== 'undefined') return failureOf(`${check}.wrong`, { name, type, names });
  const near = names.split(', ').find((other) => other.toLowerCase() === name.toLowerCase());
  return near === undefined
    ? failureOf(`${check}.missing`, { name, names })
    : failureOf(`${check}.near`, { name, near });
}
