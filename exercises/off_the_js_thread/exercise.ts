import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'off_the_js_thread',
  title: 'OFF THE JS THREAD',
  checks: [
    ...BUILD_CHECKS,
    'loads',
    'exports',
    'addon-exports',
    'no-v8-off-thread',
    'no-crash',
    'returns-at-once',
    'calls-back-once',
    'no-arguments',
    'waits-long-enough',
    'work-off-js-thread',
    'js-thread-free',
    'calls-overlap',
    'on-thread-pool',
    'survives-gc',
    'native-work',
    'process-ends',
    'exits-cleanly',
    'nothing-leaked',
  ],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
