/** Verdicts that are the same for all functions of values. Each returns what is wrong, or `undefined`. */
import { crash } from '../../course/process-verdicts.js';
import { endingOrActivity } from '../../harness/parent/describe-ending.js';
import { observation, type RunRecord } from '../../harness/parent/run-record.js';
import { finding as failureOf, type Verdict } from '../../report/finding.js';
import type { SituationOfCheck } from '../../report/situation.js';
import { type CallOutcome, outcomeText } from './call-outcome.js';
import { callText, type PlannedCall } from './params.js';

/** What becomes of the calls, and of the add-on's answers, in the package's JavaScript. */
export function passedOnUnchanged(run: RunRecord, calls: readonly PlannedCall[]): Verdict {
  for (const [index, call] of calls.entries()) {
    const how = observation(run, `passed-on-${index}`);
    if (how === undefined)
      return crash(run) ?? failureOf('native-work.ended-early', { ending: endingOrActivity(run) });
    if (how !== 'unchanged')
      return failureOf(`native-work.${how as SituationOfCheck<'native-work'>}`, {
        call: callText(call),
        name: call.fn,
      });
  }
  return undefined;
}

/** It is C++ that does the work: no call makes a watched function of JavaScript do it. */
export function doneByJavaScript(outcomes: readonly CallOutcome[], what: 'output' | 'answer'): Verdict {
  for (const { text: call, byJavaScript: way } of outcomes)
    if (way !== undefined) return failureOf(`native-work.javascript-${what}`, { call, way });
  return undefined;
}

/** Each call of the kind `wrong-type` has to throw a `TypeError` that says something. */
export function throwsTypeErrors(outcomes: readonly CallOutcome[]): Verdict {
  for (const outcome of outcomes) {
    if (outcome.call.kind !== 'wrong-type') continue;
    const { text: call, threw } = outcome;
    if (!threw) return failureOf('type-error.not-thrown', { call, came: outcomeText(outcome) });
    if (threw.errorClass !== 'TypeError')
      return failureOf('type-error.other-error', { call, threw: threw.text });
    if (!threw.message?.trim()) return failureOf('type-error.no-message', { call });
  }
  return undefined;
}
