import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';
import { VALUE_CHECKS } from '../../src/tasks/values/checks.js';

const exercise: Exercise = {
  id: 'throw_and_catch',
  title: 'THROW AND CATCH',
  functions: ['squareRoot', 'attempt'],
  task: 'values',
  checks: [
    ...BUILD_CHECKS,
    ...VALUE_CHECKS.before,
    'square-root',
    'type-error',
    'range-error',
    'gives-back-result',
    'gives-back-message',
    ...VALUE_CHECKS.behind,
  ],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
