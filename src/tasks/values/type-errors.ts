import type { Failure } from '../../report/check.js';
import { failureOf } from '../../report/failure.js';
import { type CallOutcome, cameText } from './call-outcome.js';

/** Each call of the kind `wrong-type` has to throw a `TypeError` that says something. */
export function throwsTypeErrors(outcomes: readonly CallOutcome[]): Failure | undefined {
  for (const outcome of outcomes) {
    if (outcome.call.kind !== 'wrong-type') continue;
    const { text: call, threw } = outcome;
    if (!threw) return failureOf('type-error.not-thrown', { call, came: cameText(outcome) });
    if (threw.errorClass !== 'TypeError')
      return failureOf('type-error.other-error', { call, threw: threw.text });
    if (!threw.message?.trim()) return failureOf('type-error.no-message', { call });
  }
  return undefined;
}
