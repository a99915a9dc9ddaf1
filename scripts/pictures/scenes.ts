import type { Desk } from './desk.js';

/** What one picture shows. */
export interface Scene {
  readonly name: string;
  /** For those who cannot see it. */
  readonly description: string;
  readonly play: (desk: Desk) => Promise<void>;
}

const POOL = 'off_the_js_thread';

/** All pictures of README.md and docs/tour.md. */
export const scenes: readonly Scene[] = [
  {
    name: 'menu',
    description: 'The menu of learnyounative: the exercises, and how many of them are done',
    async play(desk) {
      await desk.show('EXIT');
    },
  },
  {
    name: 'start',
    description: 'learnyounative start: the files that it wrote, those for the editor among them',
    async play(desk) {
      await desk.run(0, 'start', POOL);
    },
  },
  {
    name: 'verify-fail',
    description: 'learnyounative verify myaddon/ fails: what was observed, what was expected, and why',
    async play(desk) {
      desk.take('templates', POOL);
      desk.before('select', POOL);
      await desk.run(1, 'verify', 'myaddon/');
    },
  },
  {
    name: 'verify-pass',
    description: 'learnyounative verify myaddon/ passes: every check is ticked',
    async play(desk) {
      desk.take('exercises', POOL, 'solution');
      desk.before('select', POOL);
      await desk.run(0, 'verify', 'myaddon/');
    },
  },
  {
    name: 'stood-still',
    description: 'CALL ME BACK passes, and the timeline shows that the JavaScript thread stood still',
    async play(desk) {
      desk.take('exercises', 'call_me_back', 'solution');
      desk.before('select', 'call_me_back');
      await desk.run(0, 'verify', 'myaddon/');
    },
  },
  {
    name: 'watch',
    description: 'learnyounative watch myaddon/ after a verify: the report, a progress bar, and the keys',
    async play(desk) {
      desk.take('exercises', 'say_what', 'solution');
      desk.before('select', 'say_what');
      await desk.show('q quit', 'watch', 'myaddon/');
    },
  },
  {
    name: 'doctor',
    description: 'learnyounative doctor on a machine that is ready',
    async play(desk) {
      await desk.run(0, 'doctor');
    },
  },
  {
    name: 'doctor-missing',
    description:
      'learnyounative doctor on a machine without a compiler: where it looked, and what installs it',
    async play(desk) {
      desk.leaveOnly('node', 'npm', 'python3', 'make', 'env', 'sh', 'bash');
      await desk.run(3, 'doctor');
    },
  },
  {
    name: 'hint-offered',
    description: 'After three failures at the same check, the report offers a hint, and hint shows the first',
    async play(desk) {
      desk.take('templates', 'count_the_bytes');
      desk.before('select', 'count_the_bytes');
      for (let times = 1; times < 3; times++) desk.before('verify', 'myaddon/');
      await desk.run(1, 'verify', 'myaddon/');
      await desk.run(0, 'hint');
    },
  },
  {
    name: 'solution',
    description: 'learnyounative solution: the lines in which the official answer differs',
    async play(desk) {
      desk.takeSubmission('count_the_bytes/right/plain-c');
      desk.before('select', 'count_the_bytes');
      desk.before('verify', 'myaddon/');
      await desk.run(0, 'solution');
    },
  },
  {
    name: 'run-trace',
    description: 'learnyounative run --trace: the output of the program, then what its threads did',
    async play(desk) {
      desk.take('exercises', POOL, 'solution');
      await desk.run(0, 'run', '--trace', 'myaddon/', 'delay', '300');
    },
  },
  {
    name: 'trace',
    description: 'learnyounative trace finds a Node-API call on a thread of the pool, in a file and line',
    async play(desk) {
      desk.takeSubmission(`${POOL}/wrong/silent-undefined-in-execute`);
      await desk.run(1, 'trace', 'myaddon/', '--', 'demo.js', 'delay', '100');
    },
  },
  {
    name: 'stats',
    description: 'learnyounative stats: verifies, time and hints of each exercise',
    async play(desk) {
      desk.take('exercises', 'count_the_bytes', 'solution');
      desk.before('verify', '--exercise', 'check_your_tools');
      desk.before('select', 'throw_and_catch');
      desk.before('verify', 'myaddon/');
      desk.before('hint');
      desk.before('verify', 'myaddon/', '--exercise', 'count_the_bytes');
      await desk.run(0, 'stats');
    },
  },
  {
    name: 'reset',
    description: 'learnyounative reset asks before it forgets',
    async play(desk) {
      desk.before('select', POOL);
      await desk.show('No', 'reset', POOL);
    },
  },
  {
    name: 'completion',
    description: 'bash completes commands, exercises and folders',
    async play(desk) {
      desk.take('exercises', POOL, 'solution');
      await desk.type(['learnyounative ver\t\t', 'ify my\t', ' --ex\t', 'off\t'], 'off_the_js_thread');
    },
  },
  {
    name: 'bug-report',
    description: 'The beginning of a bug report',
    async play(desk) {
      desk.before('select', POOL);
      // The name of this system's kernel is nobody's business.
      await desk.type(['learnyounative bug-report | grep -v system: | head -n 24\r'], '## doctor');
    },
  },
  {
    name: 'help',
    description: 'learnyounative help verify: usage, options and examples',
    async play(desk) {
      await desk.run(0, 'help', 'verify');
    },
  },
];
