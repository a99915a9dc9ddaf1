import t from 'tap';
import type { ValueReport } from '../../../src/harness/protocol.js';
import type { CallOutcome } from '../../../src/tasks/values/call-outcome.js';
import { throwsTypeErrors } from '../../../src/tasks/values/type-errors.js';

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
  for (const [situation, came] of Object.entries(wrong))
    t.equal(throwsTypeErrors([outcome(came, 'wrong-type')])?.situation?.name, situation);
  const text: ValueReport = { type: 'string', text: '"no"' };
  t.match(throwsTypeErrors([outcome({ threw: text }, 'wrong-type')])?.observed, /threw "no", which is no/);
});
