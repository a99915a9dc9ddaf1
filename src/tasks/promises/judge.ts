/** Judges of what functions that return a promise return. Each returns what is wrong, or `undefined`. */
import { endingOf, eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import { finding, type Verdict } from '../../report/finding.js';
import type { SituationOfCheck } from '../../report/situation.js';
import { type ExpectedError, errorFault } from '../values/error-fault.js';
import type { PlannedCall } from '../values/params.js';
import { outcomeText, type PromiseCall } from './promise-calls.js';

const NOT_A_NUMBER: ExpectedError = { errorClass: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };
const OUT_OF_RANGE: ExpectedError = { errorClass: 'RangeError', code: 'ERR_OUT_OF_RANGE' };
/** Expressions for numbers. */
const NUMBER = /^(?:-.+|NaN|Infinity|[\d.]+)$/;

/** Judges that every call returns a promise. An error that a bad argument throws is another check's. */
export function returnsPromise(calls: readonly PromiseCall[]): Verdict {
  for (const call of calls) {
    const situation = returnSituation(call);
    if (situation === undefined) continue;
    const { text, returned, threw } = call;
    const came = (returned ?? threw)?.text ?? '';
    return finding(`returns-promise.${situation}`, { call: text, came });
  }
  return undefined;
}

function returnSituation({
  call,
  returnedAt,
  returned,
  threw,
}: PromiseCall): SituationOfCheck<'returns-promise'> | undefined {
  if (returnedAt === undefined) return 'never';
  if (threw) return call.kind === 'bad' ? undefined : 'threw';
  if (returned?.promise !== undefined) return undefined;
  switch (returned?.type) {
    case 'undefined':
      return call.kind === 'bad' ? 'nothing-for-bad' : 'nothing';
    case 'number':
      return 'number';
    default:
      return returned?.errorClass === undefined ? 'other' : 'error';
  }
}

/** Judges that the promise for a bad argument is rejected with the right error. */
export function badArgumentsReject(calls: readonly PromiseCall[]): Verdict {
  for (const call of calls) {
    if (call.call.kind !== 'bad') continue;
    const expected = expectedError(call.call);
    const situation = rejectionSituation(call, expected);
    if (situation === undefined) continue;
    return finding(`bad-arguments-reject.${situation}`, {
      call: call.text,
      came: outcomeText(call),
      expected: expected.errorClass,
      code: expected.code,
      other: call.settled?.value.code ?? '',
      properties: call.settled?.value.properties ?? '',
    });
  }
  return undefined;
}

function expectedError({ args }: PlannedCall): ExpectedError {
  const [text = ''] = args;
  return NUMBER.test(text) ? OUT_OF_RANGE : NOT_A_NUMBER;
}

function rejectionSituation(
  { threw, settled }: PromiseCall,
  expected: ExpectedError,
): SituationOfCheck<'bad-arguments-reject'> | undefined {
  if (threw) return 'threw';
  if (!settled) return undefined;
  const { rejected, value } = settled;
  if (!rejected) return value.errorClass === undefined ? 'fulfilled' : 'fulfilled-with-error';
  if (value.errorClass === undefined) return 'not-an-error';
  return errorFault(value, expected) ?? (value.message?.trim() ? undefined : 'no-message');
}

/** Judges that no promise is rejected that nobody can handle. The harness handles those that the calls return. */
export function everyRejectionHandled(run: RunRecord): Verdict {
  const thrown = eventsOf(run, 'thrown')[0];
  if (endingOf(run).kind !== 'threw' || !thrown?.isRejection) return undefined;
  return finding('no-crash.rejection', { message: thrown.message }, thrown.where);
}
