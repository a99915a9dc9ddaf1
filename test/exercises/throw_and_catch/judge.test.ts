/** What is wrong with a call of squareRoot or attempt is told by what came of it. */
import t from 'tap';
import * as judge from '../../../exercises/throw_and_catch/judge.js';
import type { ValueReport } from '../../../src/harness/protocol.js';
import type { CallOutcome } from '../../../src/tasks/values/call-outcome.js';
import { callText, type PlannedCall } from '../../../src/tasks/values/params.js';

type Came = Pick<CallOutcome, 'returned' | 'threw'>;

const nothing: Came = { returned: { type: 'undefined', text: 'undefined' }, threw: undefined };
const value = (type: string, text: string): Came => ({ returned: { type, text }, threw: undefined });
const number = (n: number): Came => value('number', Object.is(n, -0) ? '-0' : String(n));
const text = (said: string): Came => value('string', JSON.stringify(said));
const threw = (error: ValueReport): Came => ({ returned: undefined, threw: error });

function error(errorClass: string, message: string, code?: string): ValueReport {
  return { type: 'object', text: `${errorClass}: ${message}`, errorClass, message, ...(code && { code }) };
}

function outcome(call: PlannedCall, came: Came, asExpected = false): CallOutcome {
  return { call, text: callText(call), ...came, asExpected, wrote: undefined };
}

t.test('roots', async (t) => {
  const situation = (n: string, came: Came) => {
    const call = { fn: 'squareRoot', args: [n], expected: `Math.sqrt(${n})`, kind: 'root' };
    return judge.givesSquareRoots([outcome(call, came)])?.situation;
  };
  t.equal(situation('2', number(Math.SQRT2 + Number.EPSILON)), undefined, 'another last digit is right');
  const wrong: Record<string, readonly [string, Came]> = {
    'whole-numbers': ['2.25', number(Math.SQRT2)],
    rounded: ['3', number(Math.fround(Math.sqrt(3)))],
    'minus-zero': ['-0', number(0)],
    'threw-for-minus-zero': ['-0', threw(error('RangeError', 'negative'))],
    'threw-for-nan': ['NaN', threw(error('TypeError', 'no number'))],
    threw: ['0', threw(error('TypeError', 'no number'))],
    nothing: ['4', nothing],
    'no-number': ['4', text('2')],
    wrong: ['Number.MAX_VALUE', number(1)],
  };
  t.same(
    Object.values(wrong).map(([n, came]) => situation(n, came)),
    Object.keys(wrong).map((name) => `square-root.${name}`),
  );
});

t.test('range errors', async (t) => {
  const call = { fn: 'squareRoot', args: ['-4'], kind: 'negative' };
  const situation = (came: Came) => judge.throwsRangeErrors([outcome(call, came)])?.situation;
  t.equal(situation(threw(error('RangeError', 'negative', 'ERR_OUT_OF_RANGE'))), undefined);
  const wrong: Record<string, Came> = {
    'not-a-number': number(Number.NaN),
    'nothing-thrown': nothing,
    'returned-error': { returned: error('RangeError', 'negative', 'ERR_OUT_OF_RANGE'), threw: undefined },
    returned: number(2),
    'other-error': threw(error('TypeError', 'negative', 'ERR_OUT_OF_RANGE')),
    'no-code': threw(error('RangeError', 'negative')),
    'other-code': threw(error('RangeError', 'negative', '34')),
    'code-in-message': threw(error('RangeError', 'ERR_OUT_OF_RANGE: negative')),
  };
  t.same(
    Object.values(wrong).map((came) => situation(came)),
    Object.keys(wrong).map((name) => `range-error.${name}`),
  );
});

t.test('an error that attempt threw and caught itself', async (t) => {
  const call = { fn: 'attempt', args: ['42'], kind: 'wrong-type' };
  const situation = (came: Came) => judge.throwsOwnTypeErrors([outcome(call, came)])?.situation;
  t.equal(situation(threw(error('TypeError', 'no function'))), undefined);
  t.equal(situation(text('no function')), 'type-error.text-instead', 'who knows where that comes from');
  t.equal(situation(text('Invalid argument')), 'type-error.caught-itself');
  t.equal(situation(nothing), 'type-error.not-thrown');
});

t.test('results', async (t) => {
  const situation = (came: Came, asExpected = false, kind = 'counts-calls') => {
    const call = { fn: 'attempt', args: ['fn'], expected: 'seen', kind };
    return judge.givesBackResults([outcome(call, came, asExpected)])?.situation;
  };
  const seen = (calls: number, args: number) => value('object', `{ calls: ${calls}, args: ${args} }`);
  t.equal(situation(seen(1, 0), true), undefined);
  t.equal(situation(seen(2, 0), true), 'gives-back-result.called-often');
  t.equal(situation(seen(1, 1), true), 'gives-back-result.with-arguments');
  t.equal(situation(seen(1, 0)), 'gives-back-result.not-the-same');
  t.equal(situation(nothing), 'gives-back-result.nothing');
  t.equal(situation(threw(error('Error', 'left over'))), 'gives-back-result.threw');
});

t.test('messages', async (t) => {
  const situation = (came: Came, expected = '"boo"', kind = 'throws') => {
    const call = { fn: 'attempt', args: ['fn'], expected, kind };
    return judge.givesBackMessages([outcome(call, came)])?.situation;
  };
  const wrong: Record<string, Came> = {
    'let-through': threw(error('Error', 'boo')),
    'error-itself': { returned: error('Error', 'boo'), threw: undefined },
    nothing,
    'no-text': value('object', '{}'),
    'more-than-message': text('Error: boo'),
    empty: text(''),
    wrong: text('something'),
  };
  t.same(
    Object.values(wrong).map((came) => situation(came)),
    Object.keys(wrong).map((name) => `gives-back-message.${name}`),
  );
  t.equal(situation(text('none'), '""'), 'gives-back-message.not-empty');
  t.equal(situation(text('short'), 'long'), 'gives-back-message.not-whole');
  t.equal(situation(text('2/0'), '"1/0"', 'counts-calls-that-throw'), 'gives-back-message.called-often');
  t.equal(situation(text('1/1'), '"1/0"', 'counts-calls-that-throw'), 'gives-back-message.with-arguments');
});
