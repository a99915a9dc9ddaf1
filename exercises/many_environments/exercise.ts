import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'many_environments',
  title: 'MANY ENVIRONMENTS',
  functions: ['remember', 'recall', 'delay'],
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
