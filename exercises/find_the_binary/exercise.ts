import { BUILD_CHECKS, type Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'find_the_binary',
  title: 'FIND THE BINARY',
  functions: [],
  checks: [...BUILD_CHECKS],
  verify: async () => {},
};

export default exercise;
