import { t } from '../texts/translate.js';
import type { Attempt } from './finding.js';

/** The variables with names like that which are set, with their values: they may be what leads a tool astray. */
export function setVariables(names: RegExp): Attempt[] {
  return Object.entries(process.env)
    .filter(([name, value]) => names.test(name) && value)
    .map(([place, value]) => ({ place, reason: t('toolchain.reason.set-to', { value: value! }) }));
}
