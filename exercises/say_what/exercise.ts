import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'say_what',
  title: 'SAY WHAT?',
  functions: ['print'],
  kind: 'values',
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
