import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'signs_of_life',
  title: 'SIGNS OF LIFE',
  functions: ['print'],
  kind: 'values',
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
