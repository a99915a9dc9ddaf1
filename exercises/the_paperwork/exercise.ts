import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';

const [packageJson, ...build] = BUILD_CHECKS;

const exercise: Exercise = {
  id: 'the_paperwork',
  title: 'THE PAPERWORK',
  functions: ['hello'],
  hasNoMain: true,
  checks: [
    packageJson,
    'name-and-version',
    'gypfile',
    ...build,
    'declares-dependencies',
    'works-elsewhere',
    'loads',
    'addon-exports',
  ],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
