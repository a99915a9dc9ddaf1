import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';
import { VALUE_CHECKS } from '../../src/tasks/values/checks.js';

const exercise: Exercise = {
  id: 'count_the_bytes',
  title: 'COUNT THE BYTES',
  functions: ['byteLength'],
  task: 'values',
  checks: [...BUILD_CHECKS, ...VALUE_CHECKS.before, 'counts-bytes', 'type-error', ...VALUE_CHECKS.behind],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
