import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';
import { VALUE_CHECKS } from '../../src/tasks/values/checks.js';

const exercise: Exercise = {
  id: 'say_what',
  title: 'SAY WHAT?',
  functions: ['print'],
  task: 'values',
  checks: [
    ...BUILD_CHECKS,
    ...VALUE_CHECKS.before,
    'written-at-once',
    'writes-the-text',
    'type-error',
    'prints-nothing-else',
    ...VALUE_CHECKS.behind,
  ],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
