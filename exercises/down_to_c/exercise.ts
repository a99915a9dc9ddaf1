import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'down_to_c',
  title: 'DOWN TO C',
  functions: ['delay'],
  kind: 'delay',
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
