import { isNodeApiMessage } from '../../src/harness/parent/crash-cause.js';
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { CallOutcome } from '../../src/tasks/values/call-outcome.js';
import { callsWhilePending } from '../../src/tasks/values/calls-while-pending.js';

/**
 * Judges that the C++ code notices a wrong type. Otherwise reading the value fails, node-addon-api throws a TypeError
 * for that, and the code goes on with an empty text. Without the probe, this cannot be seen.
 */
export function checksTheType(
  outcomes: readonly CallOutcome[],
  run: RunRecord,
  packageFolder: string,
): Verdict {
  const wentOn = callsWhilePending(outcomes, run).find(
    ({ outcome: { call, threw } }) => call.kind === 'wrong-type' && isNodeApiMessage(threw?.message ?? ''),
  );
  if (!wentOn) return undefined;
  const { outcome, functionName, stack } = wentOn;
  const values = { call: outcome.text, threw: outcome.threw?.text ?? '', functionName };
  return finding('type-error.unchecked', values, sourcePlace(stack, packageFolder)?.where);
}
