import { t } from '../texts/translate.js';
import type { Attempt } from './tool-finding.js';

/** The environment variables that are set and match `names`, with their values: one of them may be the cause. */
export function variablesSet(names: RegExp): Attempt[] {
  return Object.entries(process.env)
    .filter(([name, value]) => names.test(name) && value)
    .map(([place, value]) => ({ place, reason: t('toolchain.reason.set-to', { value: value! }) }));
}
