/** Each verdict both ways, on calls that were never made. */
import t from 'tap';
import type { ValueReport } from '../../../src/harness/protocol.js';
import { finding } from '../../../src/report/finding.js';
import type { CallOutcome } from '../../../src/tasks/values/call-outcome.js';
import { throwsTypeErrors, usesNoJavaScript } from '../../../src/tasks/values/judge.js';

function outcome(came: { returned?: ValueReport; threw?: ValueReport }, kind?: string): CallOutcome {
  const { returned, threw } = came;
  const call = { fn: 'print', args: ['42'], ...(kind !== undefined && { kind }) };
  return { call, text: 'print(42)', returned, threw, asExpected: undefined, wrote: undefined };
}

const nothing: ValueReport = { type: 'undefined', text: 'undefined' };

function error(errorClass: string, message: string): ValueReport {
  return { type: 'object', text: `${errorClass}: ${message}`, errorClass, message };
}

t.test('a TypeError with a message is right', async (t) => {
  const threw = error('TypeError', 'text must be a string');
  t.equal(throwsTypeErrors([outcome({ threw }, 'wrong-type')]), undefined);
});

t.test('other calls are not its business', async (t) => {
  t.equal(throwsTypeErrors([outcome({ returned: nothing }), outcome({ threw: nothing }, 'text')]), undefined);
});

t.test('whatever else comes of a wrong type is named', async (t) => {
  const wrong = {
    'type-error.not-thrown': { returned: nothing },
    'type-error.other-error': { threw: error('Error', 'text must be a string') },
    'type-error.no-message': { threw: error('TypeError', ' ') },
  };
  t.same(
    Object.values(wrong).map((came) => throwsTypeErrors([outcome(came, 'wrong-type')])?.situation),
    Object.keys(wrong),
  );
  const text: ValueReport = { type: 'string', text: '"no"' };
  t.same(
    throwsTypeErrors([outcome({ threw: text }, 'wrong-type')]),
    finding('type-error.other-error', { call: 'print(42)', threw: '"no"' }),
    'what is no error at all',
  );
});

t.test('whether JavaScript did the work', async (t) => {
  const right = outcome({ returned: nothing });
  t.equal(usesNoJavaScript([right], 'output'), undefined);
  const outcomes = [right, { ...right, byJavaScript: 'console.log' }];
  const values = { call: 'print(42)', way: 'console.log' };
  t.same(usesNoJavaScript(outcomes, 'output'), finding('native-work.javascript-output', values));
  t.same(usesNoJavaScript(outcomes, 'answer'), finding('native-work.javascript-answer', values));
});
