import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'throw_and_catch',
  title: 'THROW AND CATCH',
  functions: ['squareRoot', 'attempt'],
  kind: 'values',
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
