/** Judges of what single calls of `squareRootOf` return. Each returns what is wrong, or `undefined`. */
import { endingOf, eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { type ExpectedError, errorFault } from '../../src/tasks/values/error-fault.js';
import { callText, type PlannedCall } from '../../src/tasks/values/params.js';
import { numberIn, rootSituation, rootText } from '../../src/tasks/values/square-roots.js';
import { callsOf, outcomeText, type PromiseCall } from './promise-calls.js';

const NOT_A_NUMBER: ExpectedError = { errorClass: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' };
const NEGATIVE: ExpectedError = { errorClass: 'RangeError', code: 'ERR_OUT_OF_RANGE' };

/** Judges that every call returns a promise. An error that a bad argument throws is another check's. */
export function returnsPromise(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  for (const call of callsOf(run, planned)) {
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

/** Judges that promises for numbers are fulfilled with their square roots. */
export function fulfilledWithRoots(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  for (const call of callsOf(run, planned)) {
    const { settled } = call;
    if (call.call.kind !== 'root' || !settled) continue;
    const n = numberIn(call.call);
    const situation = rootSituation(n, settled.rejected ? undefined : settled.value);
    if (situation === undefined) continue;
    return finding(`square-root.${situation}`, {
      call: call.text,
      came: outcomeText(call),
      type: settled.value.type,
      expected: rootText(n),
    });
  }
  return undefined;
}

/** Judges that the promise for a bad argument is rejected with the right error. */
export function badArgumentsReject(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  for (const call of callsOf(run, planned)) {
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
  return text.startsWith('-') ? NEGATIVE : NOT_A_NUMBER;
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

/** Judges that no JavaScript function computes the root. @param run of the compiled add-on, with watched functions */
export function usesNoJavaScript(run: RunRecord, planned: readonly PlannedCall[]): Verdict {
  const way = observation(run, 'by-javascript');
  if (way === undefined) return undefined;
  const at = eventsOf(run, 'observation').find(({ name }) => name === 'by-javascript')!.t;
  const made = eventsOf(run, 'call').findLast(({ t }) => t < at);
  const call = planned[(made?.id ?? 0) - 1];
  return finding('native-work.javascript-answer', { call: call ? callText(call) : '', way });
}
