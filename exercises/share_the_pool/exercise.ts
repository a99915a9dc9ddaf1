import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'share_the_pool',
  title: 'SHARE THE POOL',
  functions: ['checksums'],
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
