import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'count_the_bytes',
  title: 'COUNT THE BYTES',
  functions: ['byteLength'],
  kind: 'values',
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
