import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'backpressure',
  title: 'BACKPRESSURE',
  functions: ['readSensor'],
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
