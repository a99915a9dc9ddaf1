/** Judges for all functions that take and return values. Each returns what is wrong, or `undefined`. */
import { crash } from '../../course/process-verdicts.js';
import { calledAnotherFile, loadsOnReference } from '../../course/reference-verdicts.js';
import { endingOrActivity } from '../../harness/parent/describe-ending.js';
import { observation, type RunRecord } from '../../harness/parent/run-record.js';
import { finding, type Verdict } from '../../report/finding.js';
import type { SituationOfCheck } from '../../report/situation.js';
import { type CallOutcome, outcomeText } from './call-outcome.js';
import { callText, type PlannedCall } from './params.js';

/** Judges that the package's JavaScript passes calls to the add-on, and their results back, unchanged. */
export function passedOnUnchanged(run: RunRecord, calls: readonly PlannedCall[]): Verdict {
  for (const [index, call] of calls.entries()) {
    const how = observation(run, `passed-on-${index}`);
    if (how === undefined)
      return (
        loadsOnReference(run) ??
        crash(run) ??
        finding('native-work.ended-early', { ending: endingOrActivity(run) })
      );
    const elsewhere = calledAnotherFile(run, callText(call), call.fn);
    if (how === 'not-called' && elsewhere) return elsewhere;
    if (how !== 'unchanged')
      return finding(`native-work.${how as SituationOfCheck<'native-work'>}`, {
        call: callText(call),
        name: call.fn,
      });
  }
  return undefined;
}

/** Judges that C++ does the work: no call may use a watched JavaScript function. */
export function usesNoJavaScript(outcomes: readonly CallOutcome[], what: 'output' | 'answer'): Verdict {
  for (const { text: call, byJavaScript: way } of outcomes)
    if (way !== undefined) return finding(`native-work.javascript-${what}`, { call, way });
  return undefined;
}

/** Judges that each call of kind `wrong-type` throws a `TypeError` with a message. */
export function throwsTypeErrors(outcomes: readonly CallOutcome[]): Verdict {
  for (const outcome of outcomes) {
    if (outcome.call.kind !== 'wrong-type') continue;
    const { text: call, threw } = outcome;
    if (!threw) return finding('type-error.not-thrown', { call, came: outcomeText(outcome) });
    if (threw.errorClass !== 'TypeError')
      return finding('type-error.other-error', { call, threw: threw.text });
    if (!threw.message?.trim()) return finding('type-error.no-message', { call });
  }
  return undefined;
}
