import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'the_paperwork',
  title: 'THE PAPERWORK',
  functions: ['hello'],
  hasNoMain: true,
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
