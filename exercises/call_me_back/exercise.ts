import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'call_me_back',
  title: 'CALL ME BACK',
  functions: ['delay'],
  task: 'delay',
  checks: [
    ...BUILD_CHECKS,
    'loads',
    'exports',
    'addon-exports',
    'no-v8-off-thread',
    'no-crash',
    'calls-back-once',
    'calls-back-before-it-returns',
    'no-arguments',
    'waits-long-enough',
    'passes-errors-on',
    'native-work',
    'process-ends',
    'exits-cleanly',
  ],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
