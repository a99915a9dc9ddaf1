import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'check_your_tools',
  title: 'CHECK YOUR TOOLS',
  functions: [],
  needsNoFolder: true,
  loadTask: async () => (await import('./task.js')).task,
};

export default exercise;
