import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';
import { DELAY_CHECKS } from '../../src/tasks/delay/checks.js';

const exercise: Exercise = {
  id: 'off_the_js_thread',
  title: 'OFF THE JS THREAD',
  functions: ['delay'],
  task: 'delay',
  checks: [...BUILD_CHECKS, ...DELAY_CHECKS],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
