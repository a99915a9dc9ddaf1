import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'own_thread',
  title: 'A THREAD OF YOUR OWN',
  functions: ['watchCounter'],
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
