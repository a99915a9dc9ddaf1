import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'promises',
  title: 'PROMISES',
  functions: ['squareRootOf'],
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
