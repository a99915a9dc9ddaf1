/** What is wrong with a call of squareRootOf is told by what came of it. */
import t from 'tap';
import * as judge from '../../../exercises/promises/judge.js';
import { badArgumentsReject, returnsPromise } from '../../../src/tasks/promises/judge.js';
import { callsOf } from '../../../src/tasks/promises/promise-calls.js';
import type { PlannedCall } from '../../../src/tasks/values/params.js';
import { badCall, type Came, error, nothing, number, pending, rootOf, runOf } from './records.js';

type Judge = typeof judge.fulfilledWithRoots;

/** A judge of calls, as a judge of runs. */
function ofRun(judges: typeof returnsPromise): Judge {
  return (run, planned) => judges(callsOf(run, planned));
}

function situations(judges: Judge, cases: Record<string, readonly [PlannedCall, Came]>) {
  return Object.values(cases).map(([call, came]) => judges(runOf([[call, came]]), [call])?.situation);
}

function named(check: string, cases: object): string[] {
  return Object.keys(cases).map((name) => `${check}.${name}`);
}

t.test('what is returned', async (t) => {
  const wrong: Record<string, readonly [PlannedCall, Came]> = {
    never: [rootOf(4), {}],
    threw: [rootOf(4), { threw: error('TypeError') }],
    nothing: [rootOf(4), { returned: nothing }],
    'nothing-for-bad': [badCall('-4'), { returned: nothing }],
    number: [rootOf(4), { returned: number(2) }],
    error: [badCall(), { returned: error('TypeError') }],
    other: [rootOf(4), { returned: { type: 'object', text: '{ then: [Function] }' } }],
  };
  t.same(situations(ofRun(returnsPromise), wrong), named('returns-promise', wrong));
  const right: Record<string, readonly [PlannedCall, Came]> = {
    promise: [rootOf(4), { returned: pending }],
    'an error that is thrown is judged elsewhere': [badCall(), { threw: error('TypeError') }],
  };
  t.same(situations(ofRun(returnsPromise), right), [undefined, undefined]);
});

t.test('what it is fulfilled with', async (t) => {
  const fulfilled = (n: number, value: number): readonly [PlannedCall, Came] => [
    rootOf(n),
    { returned: pending, fulfilled: number(value) },
  ];
  const wrong: Record<string, readonly [PlannedCall, Came]> = {
    wrong: fulfilled(4, 3),
    'whole-numbers': fulfilled(2.25, Math.SQRT2),
    'threw-for-nan': [rootOf(Number.NaN), { returned: pending, rejected: error('RangeError') }],
    threw: [rootOf(4), { returned: pending, rejected: error('RangeError') }],
    nothing: [rootOf(4), { returned: pending, fulfilled: nothing }],
  };
  t.same(situations(judge.fulfilledWithRoots, wrong), named('square-root', wrong));
  const right = { exact: fulfilled(4, 2), close: fulfilled(2, Math.SQRT2 + Number.EPSILON) };
  t.same(situations(judge.fulfilledWithRoots, right), [undefined, undefined]);
});

t.test('what it is rejected with', async (t) => {
  const rejected = (value: Came['rejected'], arg = '-4'): readonly [PlannedCall, Came] => [
    badCall(arg),
    { returned: pending, ...(value && { rejected: value }) },
  ];
  const wrong: Record<string, readonly [PlannedCall, Came]> = {
    threw: [badCall('-4'), { threw: error('RangeError', 'ERR_OUT_OF_RANGE') }],
    fulfilled: [badCall('-4'), { returned: pending, fulfilled: number(Number.NaN) }],
    'fulfilled-with-error': [badCall('-4'), { returned: pending, fulfilled: error('RangeError') }],
    'not-an-error': rejected({ type: 'string', text: '"no"' }),
    'other-error': rejected(error('TypeError', 'ERR_INVALID_ARG_TYPE')),
    'no-code': rejected(error('RangeError')),
    'other-code': rejected(error('RangeError', 'ERR_INVALID_ARG_TYPE')),
    'code-in-message': rejected(error('RangeError', undefined, 'ERR_OUT_OF_RANGE')),
    'other-property': rejected({ ...error('RangeError'), properties: 'CODE' }),
    'no-message': rejected(error('RangeError', 'ERR_OUT_OF_RANGE', ' ')),
  };
  t.same(situations(ofRun(badArgumentsReject), wrong), named('bad-arguments-reject', wrong));
  const right = {
    negative: rejected(error('RangeError', 'ERR_OUT_OF_RANGE')),
    text: rejected(error('TypeError', 'ERR_INVALID_ARG_TYPE'), '"-4"'),
    'a pending promise is judged elsewhere': rejected(undefined),
  };
  t.same(situations(ofRun(badArgumentsReject), right), [undefined, undefined, undefined]);
});
