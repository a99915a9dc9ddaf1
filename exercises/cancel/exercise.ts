import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'cancel',
  title: 'CANCEL',
  functions: ['countPrimes'],
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
