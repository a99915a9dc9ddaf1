import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'off_the_js_thread',
  title: 'OFF THE JS THREAD',
  functions: ['delay'],
  kind: 'delay',
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
