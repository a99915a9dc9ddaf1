import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'find_the_binary',
  title: 'FIND THE BINARY',
  functions: ['hello'],
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
