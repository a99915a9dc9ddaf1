import type { Exercise } from '../../src/course/exercise.js';

const exercise: Exercise = {
  id: 'check_your_tools',
  title: 'CHECK YOUR TOOLS',
  functions: [],
  needsNoFolder: true,
  checks: [
    'node-supported',
    'npm-found',
    'folders-writable',
    'python-found',
    'make-found',
    'compiler-works',
    'headers-there',
    'add-on-builds',
  ],

  verify: async (bench) => (await import('./verify.js')).verify(bench),
};

export default exercise;
