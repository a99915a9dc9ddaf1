import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'call_me_back',
  title: 'CALL ME BACK',
  functions: ['delay'],
  kind: 'delay',
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
