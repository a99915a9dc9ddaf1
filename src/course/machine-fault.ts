import { EXIT, Stop } from '../report/stop.js';
import { t } from '../texts/translate.js';
import { describeMissing } from '../toolchain/describe.js';
import { diagnose } from '../toolchain/diagnosis.js';
import type { Missing } from '../toolchain/tool-finding.js';

/**
 * Ends a verify whose build failed for no reason in the package, if this machine cannot build the tiny add-on of CHECK
 * YOUR TOOLS either: a variable names a compiler that is not there, or the tools do not work.
 * @param log of the failed build
 * @throws {Stop} with what is missing
 */
export async function stopIfMachineCannotBuild(log: string, signal: AbortSignal): Promise<void> {
  const { findings } = await diagnose({ signal });
  const fault = findings.find((one): one is Missing => !one.found && one.thing !== 'probe');
  if (fault === undefined) return;
  const reason = describeMissing(fault).replace(/\.$/, '');
  throw new Stop(t('build.not-ready', { reason }), EXIT.notReady, log);
}
