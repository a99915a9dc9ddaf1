import { observation, type RunRecord } from '../harness/parent/run-record.js';
import { type Finding, finding, type Verdict } from '../report/finding.js';
import { loads } from './process-verdicts.js';

/**
 * Judges whether all `functions` are exported as functions. Scenarios observe the name of the first one that is not as
 * `missing` (optional if there is only one), its type as `type`, and all exported names as `names`; see `observeExports`.
 * @param check `exports` for the package, `addon-exports` for the compiled add-on
 */
export function exportsFunctions(
  run: RunRecord,
  check: 'exports' | 'addon-exports',
  functions: readonly string[],
): Verdict {
  const type = observation(run, 'type');
  if (type === undefined) return loads(run, 'type');
  if (type === 'function') return undefined;
  const name = String(observation(run, 'missing') ?? functions[0]!);
  if (observation(run, 'getter') !== undefined) return exportedGetter(run, check, name, String(type));
  return missingExport(run, check, name, String(type));
}

/** Explains a missing export. An export whose name differs only in case is probably meant to be it. */
function missingExport(
  run: RunRecord,
  check: 'exports' | 'addon-exports',
  name: string,
  type: string,
): Finding {
  if (observation(run, 'function') !== undefined)
    return finding(`${check}.is-function`, { name, function: String(observation(run, 'function')) });
  const exported = String(observation(run, 'names') ?? '');
  const names = exported === '' ? { text: 'check.exports.nothing' } : exported;
  if (type !== 'undefined') return finding(`${check}.wrong`, { name, type, names });
  if (exported === '' && type === 'undefined') return finding(`${check}.empty`, { name });
  const near = exported.split(', ').find((other) => other.toLowerCase() === name.toLowerCase());
  return near === undefined
    ? finding(`${check}.missing`, { name, names })
    : finding(`${check}.near`, { name, near });
}

/** Explains a getter in the place of a function. */
function exportedGetter(
  run: RunRecord,
  check: 'exports' | 'addon-exports',
  name: string,
  type: string,
): Finding {
  const threw = observation(run, 'getter-threw');
  const outcome =
    threw === undefined
      ? { text: 'getter.gave', values: { type } }
      : { text: 'getter.threw', values: { threw: String(threw) } };
  return { ...finding(`${check}.getter`, { name, outcome }), why: { text: 'getter.why', values: { name } } };
}
