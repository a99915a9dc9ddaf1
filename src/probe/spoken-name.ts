import { t } from '../texts/translate.js';

const LONGEST = 60;

/**
 * The name of a C++ function as its author would say it: `DelayWorker::Execute` for what the toolchain calls
 * `DelayWorker::Execute()`; of one without a name, what it is; nothing for what is not the author's.
 */
export function spokenName(name: string): string | undefined {
  if (/^(?:void |decltype\(.*\) )?std::|^\?\?/.test(name)) return undefined;
  if (/\{lambda\(|\$_\d|operator\(\)|'lambda\d*'/.test(name)) return t('check.no-v8-off-thread.lambda');
  const bare = name.replace('(anonymous namespace)::', '').replace(/\(.*$/, '').trim();
  return bare === '' || bare.length > LONGEST ? undefined : bare;
}
