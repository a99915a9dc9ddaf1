import { valueTask } from '../../src/tasks/values/task.js';
import { plannedCalls, throwAndCatchCallsToPassOn } from './calls.js';
import {
  givesBackMessages,
  givesBackResults,
  givesSquareRoots,
  returnsAfterThrowing,
  throwsOwnTypeErrors,
  throwsRangeErrors,
} from './judge.js';

export const task = valueTask({
  functions: ['squareRoot', 'attempt'],
  params: () => ({
    calls: plannedCalls(),
    passedOn: throwAndCatchCallsToPassOn(),
    shortcuts: ['Math.sqrt', 'Math.pow', 'Math.hypot', 'Math.exp'],
  }),
  checks: [
    { id: 'square-root', judge: givesSquareRoots },
    {
      id: 'type-error',
      judge: (outcomes, run, _, packageFolder) =>
        throwsOwnTypeErrors(outcomes) ?? returnsAfterThrowing(outcomes, run, packageFolder),
    },
    { id: 'range-error', judge: throwsRangeErrors },
    { id: 'gives-back-result', judge: givesBackResults },
    { id: 'gives-back-message', judge: givesBackMessages },
  ],
});
