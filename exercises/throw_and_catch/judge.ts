/** Judges of `squareRoot` and `attempt`. Each returns what is wrong, or `undefined`. */
import type { RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { type CallOutcome, outcomeText } from '../../src/tasks/values/call-outcome.js';
import { callsWhilePending } from '../../src/tasks/values/calls-while-pending.js';
import { type ExpectedError, errorFault } from '../../src/tasks/values/error-fault.js';
import { throwsTypeErrors } from '../../src/tasks/values/judge.js';
import { numberIn, rootSituation, rootText } from '../../src/tasks/values/square-roots.js';
import { AFTER_AN_ERROR } from './calls.js';

const RANGE_ERROR: ExpectedError = { errorClass: 'RangeError', code: 'ERR_OUT_OF_RANGE' };

/** Judges that `squareRoot` returns square roots. */
export function givesSquareRoots(outcomes: readonly CallOutcome[]): Verdict {
  for (const outcome of ofKind(outcomes, 'root')) {
    const n = numberIn(outcome.call);
    const situation = rootSituation(n, outcome.returned);
    if (situation === undefined) continue;
    return finding(`square-root.${situation}`, { ...valuesOf(outcome), expected: rootText(n) });
  }
  const [, message] =
    ofKind(outcomes, 'root-after-error')
      .map(({ returned }) => returned?.text.split(AFTER_AN_ERROR) ?? [])
      .find(({ length }) => length > 1) ?? [];
  return message === undefined
    ? undefined
    : finding('square-root.after-an-error', { message: message.replace(/"$/, '') });
}

/** Messages of the errors that `Napi::Function::Call` causes if its value is not a function. */
const NODE_API_MESSAGE = /Invalid argument|function was expected|is not a function/i;

/** `throwsTypeErrors`, with two situations for an `attempt` that catches its own errors. */
export function throwsOwnTypeErrors(outcomes: readonly CallOutcome[]): Verdict {
  const found = throwsTypeErrors(outcomes);
  const first = outcomes.find(
    ({ call, returned }) =>
      call.kind === 'wrong-type' && call.fn === 'attempt' && returned?.type === 'string',
  );
  if (found?.situation !== 'type-error.not-thrown' || !first || found.values.call !== first.text)
    return found;
  // The origin of any other text is unknown.
  const caught = NODE_API_MESSAGE.test(first.returned?.text ?? '');
  return finding(`type-error.${caught ? 'caught-itself' : 'text-instead'}`, valuesOf(first));
}

/** Making a number is no mistake: it may be what is returned, and is ignored. */
const MAKES_RESULT = /^napi_create_/;

/** Judges that the C++ code returns after it has thrown a TypeError. Without the probe, this cannot be seen. */
export function returnsAfterThrowing(
  outcomes: readonly CallOutcome[],
  run: RunRecord,
  packageFolder: string,
): Verdict {
  const wentOn = callsWhilePending(outcomes, run).find(
    ({ outcome, functionName }) => outcome.call.kind === 'wrong-type' && !MAKES_RESULT.test(functionName),
  );
  if (!wentOn) return undefined;
  const { outcome, functionName, stack } = wentOn;
  const where = sourcePlace(stack, packageFolder)?.where;
  return finding('type-error.went-on', { ...valuesOf(outcome), functionName }, where);
}

/** Judges that `squareRoot` throws a RangeError with the right code for negative numbers. */
export function throwsRangeErrors(outcomes: readonly CallOutcome[]): Verdict {
  for (const outcome of ofKind(outcomes, 'negative')) {
    const situation = rangeSituation(outcome);
    if (situation !== undefined)
      return finding(`range-error.${situation}`, {
        ...valuesOf(outcome),
        threw: outcome.threw?.text ?? '',
        code: outcome.threw?.code ?? '',
        properties: outcome.threw?.properties ?? '',
      });
  }
  return undefined;
}

function rangeSituation({ returned, threw }: CallOutcome): SituationOfCheck<'range-error'> | undefined {
  if (returned?.errorClass !== undefined) return 'returned-error';
  if (returned?.text === 'NaN') return 'not-a-number';
  if (returned) return returned.type === 'undefined' ? 'nothing-thrown' : 'returned';
  return threw ? errorFault(threw, RANGE_ERROR) : 'other-error';
}

/** Judges that `attempt` calls the function once, without arguments, and returns its result. */
export function givesBackResults(outcomes: readonly CallOutcome[]): Verdict {
  for (const outcome of outcomes) {
    const { kind } = outcome.call;
    if (kind !== 'returns' && kind !== 'counts-calls') continue;
    if (!outcome.asExpected)
      return finding(`gives-back-result.${resultSituation(outcome)}`, valuesOf(outcome));
    if (kind === 'counts-calls') {
      const [calls = 0, args = 0] = numbersIn(outcome.returned?.text);
      const failure = calledOnceWithoutArguments('gives-back-result', outcome, calls, args);
      if (failure) return failure;
    }
  }
  return undefined;
}

function resultSituation({ call, returned, threw }: CallOutcome): SituationOfCheck<'gives-back-result'> {
  if (threw) return 'threw';
  if (returned?.type === 'undefined') return 'nothing';
  return call.expected === 'it' || call.expected === 'seen' ? 'not-the-same' : 'wrong';
}

/** Judges that `attempt` calls the function once, without arguments, and returns the message of its error. */
export function givesBackMessages(outcomes: readonly CallOutcome[]): Verdict {
  for (const outcome of outcomes) {
    const { kind } = outcome.call;
    if (kind !== 'throws' && kind !== 'counts-calls-that-throw') continue;
    if (outcome.asExpected) continue;
    const [calls, args] = numbersIn(/^"\d+\/\d+"$/.exec(outcome.returned?.text ?? '')?.[0]);
    return (
      (calls !== undefined && args !== undefined
        ? calledOnceWithoutArguments('gives-back-message', outcome, calls, args)
        : undefined) ?? finding(`gives-back-message.${messageSituation(outcome)}`, valuesOf(outcome))
    );
  }
  return undefined;
}

function messageSituation({ call, returned, threw }: CallOutcome): SituationOfCheck<'gives-back-message'> {
  if (threw) return 'let-through';
  if (returned?.errorClass !== undefined) return 'error-itself';
  if (returned?.type === 'undefined') return 'nothing';
  if (returned?.type !== 'string') return 'no-text';
  if (call.expected === '""') return 'not-empty';
  if (returned.text === '""') return 'empty';
  if (call.expected === 'long') return 'not-whole';
  const expectedText = /^"(.+)"$/.exec(call.expected ?? '')?.[1];
  if (expectedText === undefined || !returned.text.includes(expectedText)) return 'wrong';
  return returned.text.startsWith(`"${expectedText}\\u0000`) ? 'past-the-end' : 'more-than-message';
}

/** Judges that the function was called once, without arguments. */
function calledOnceWithoutArguments(
  check: 'gives-back-result' | 'gives-back-message',
  outcome: CallOutcome,
  calls: number,
  args: number,
): Verdict {
  const values = { ...valuesOf(outcome), calls, args };
  if (calls !== 1) return finding(`${check}.called-often`, values);
  return args === 0 ? undefined : finding(`${check}.with-arguments`, values);
}

function ofKind(outcomes: readonly CallOutcome[], kind: string): CallOutcome[] {
  return outcomes.filter(({ call }) => call.kind === kind);
}

function numbersIn(text = ''): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}

function valuesOf(outcome: CallOutcome): { call: string; came: string; type: string } {
  return { call: outcome.text, came: outcomeText(outcome), type: outcome.returned?.type ?? '' };
}
