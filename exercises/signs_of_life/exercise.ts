import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';
import { VALUE_CHECKS } from '../../src/tasks/values/checks.js';

const exercise: Exercise = {
  id: 'signs_of_life',
  title: 'SIGNS OF LIFE',
  functions: ['print'],
  task: 'values',
  checks: [
    ...BUILD_CHECKS,
    ...VALUE_CHECKS.before,
    'quiet-at-load',
    'written-at-once',
    'writes-the-line',
    'returns-nothing',
    ...VALUE_CHECKS.behind,
  ],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
