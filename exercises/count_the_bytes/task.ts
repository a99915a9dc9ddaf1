import { throwsTypeErrors } from '../../src/tasks/values/judge.js';
import { valueTask } from '../../src/tasks/values/task.js';
import { callsToPassOn, countingCalls, wrongTypeCalls } from './calls.js';
import { countsBytes } from './counts-bytes.js';

export const task = valueTask({
  functions: ['byteLength'],
  params: () => {
    const counting = countingCalls();
    return {
      counting,
      calls: [...counting.map(({ counted, ...call }) => call), ...wrongTypeCalls()],
      passedOn: callsToPassOn(),
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
  // The strings themselves need not travel to the process that makes the calls: it makes them of the expressions.
  forChild: ({ counting, ...params }) => params,
  checks: [
    { id: 'counts-bytes', judge: (outcomes, _, { counting }) => countsBytes(outcomes, counting) },
    { id: 'type-error', judge: throwsTypeErrors },
  ],
});
