import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';
import { DELAY_CHECKS } from '../../src/tasks/delay/checks.js';

const exercise: Exercise = {
  id: 'down_to_c',
  title: 'DOWN TO C',
  functions: ['delay'],
  task: 'delay',
  checks: [...BUILD_CHECKS, 'plain-c', 'node-api-only', ...DELAY_CHECKS, 'bad-arguments-throw'],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
