import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'find_the_binary',
  title: 'FIND THE BINARY',
  functions: ['hello'],
  checks: [
    ...BUILD_CHECKS,
    'loads',
    'passes-on-exports',
    'any-folder',
    'importable',
    'finds-debug-build',
    'throws-without-binary',
    'leaves-process-alone',
    'declares-dependencies',
    'process-ends',
    'exits-cleanly',
  ],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
