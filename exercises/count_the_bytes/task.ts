import { throwsTypeErrors } from '../../src/tasks/values/judge.js';
import { valueTask } from '../../src/tasks/values/task.js';
import { byteLengthCallsToPassOn, countingCalls, wrongTypeCalls } from './calls.js';
import { checksTheType } from './checks-the-type.js';
import { countsBytes } from './counts-bytes.js';

export const task = valueTask({
  functions: ['byteLength'],
  params: () => {
    const counting = countingCalls();
    return {
      counting,
      calls: [...counting.map(({ counted, ...call }) => call), ...wrongTypeCalls()],
      passedOn: byteLengthCallsToPassOn(),
      shortcuts: [
        'Buffer.byteLength',
        'Buffer.from',
        'TextEncoder.prototype.encode',
        'TextEncoder.prototype.encodeInto',
        'Blob',
        'encodeURIComponent',
      ],
    };
  },
  // The child process creates the strings from the expressions.
  forChild: ({ counting, ...params }) => params,
  checks: [
    { id: 'counts-bytes', judge: (outcomes, _, { counting }) => countsBytes(outcomes, counting) },
    {
      id: 'type-error',
      judge: (outcomes, run, _, packageFolder) =>
        throwsTypeErrors(outcomes) ?? checksTheType(outcomes, run, packageFolder),
    },
  ],
});
