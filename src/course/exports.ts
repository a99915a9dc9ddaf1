import { observation, type RunRecord } from '../harness/parent/run-record.js';
import { type Finding, finding, type Verdict } from '../report/finding.js';
import { loads } from './process-verdicts.js';

/**
 * Every function is exported, as a function. Scenarios observe the first that is missing as `missing` (or nothing, where
 * there is only one), its type as `type`, and what is exported as `names`.
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
  return missingExport(run, check, name, String(type));
}

/** Another one may be exported whose name differs in letter case only. */
function missingExport(
  run: RunRecord,
  check: 'exports' | 'addon-exports',
  name: string,
  type: string,
): Finding {
  const exported = String(observation(run, 'names') ?? '');
  const names = exported === '' ? { text: 'check.exports.nothing' } : exported;
  if (type !== 'undefined') return finding(`${check}.wrong`, { name, type, names });
  const near = exported.split(', ').find((other) => other.toLowerCase() === name.toLowerCase());
  return near === undefined
    ? finding(`${check}.missing`, { name, names })
    : finding(`${check}.near`, { name, near });
}
