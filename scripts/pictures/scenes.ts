import type { LearnerEnvironment } from './learner-environment.js';

/** One picture: what it shows and how to produce it. */
export interface Scene {
  readonly name: string;
  /** The alternative text. */
  readonly description: string;
  readonly play: (learner: LearnerEnvironment) => Promise<void>;
}

const POOL = 'off_the_js_thread';

/** All pictures of README.md and docs/tour.md. */
export const scenes: readonly Scene[] = [
  {
    name: 'menu',
    description: 'The menu of learnyounative: the exercises, and how many of them are done',
    async play(learner) {
      await learner.show('EXIT');
    },
  },
  {
    name: 'start',
    description: 'learnyounative start: the files that it wrote, those for the editor among them',
    async play(learner) {
      await learner.run(0, 'start', POOL);
    },
  },
  {
    name: 'verify-fail',
    description: 'learnyounative verify myaddon/ fails: what was observed, what was expected, and why',
    async play(learner) {
      learner.copyFolder('templates', POOL);
      learner.runHidden('select', POOL);
      await learner.run(1, 'verify', 'myaddon/');
    },
  },
  {
    name: 'verify-pass',
    description: 'learnyounative verify myaddon/ passes: every check is ticked',
    async play(learner) {
      learner.copyFolder('exercises', POOL, 'solution');
      learner.runHidden('select', POOL);
      await learner.run(0, 'verify', 'myaddon/');
    },
  },
  {
    name: 'stood-still',
    description: 'CALL ME BACK passes, and the timeline shows that the JavaScript thread stood still',
    async play(learner) {
      learner.copyFolder('exercises', 'call_me_back', 'solution');
      learner.runHidden('select', 'call_me_back');
      await learner.run(0, 'verify', 'myaddon/');
    },
  },
  {
    name: 'watch',
    description: 'learnyounative watch myaddon/ after a verify: the report, a progress bar, and the keys',
    async play(learner) {
      learner.copyFolder('exercises', 'say_what', 'solution');
      learner.runHidden('select', 'say_what');
      await learner.show('q quit', 'watch', 'myaddon/');
    },
  },
  {
    name: 'doctor',
    description: 'learnyounative doctor on a machine that is ready',
    async play(learner) {
      await learner.run(0, 'doctor');
    },
  },
  {
    name: 'doctor-missing',
    description:
      'learnyounative doctor on a machine without a compiler: where it looked, and what installs it',
    async play(learner) {
      learner.limitPathTo('node', 'npm', 'python3', 'make', 'env', 'sh', 'bash');
      await learner.run(3, 'doctor');
    },
  },
  {
    name: 'hint-offered',
    description: 'After three failures at the same check, the report offers a hint, and hint shows the first',
    async play(learner) {
      learner.copyFolder('templates', 'count_the_bytes');
      learner.runHidden('select', 'count_the_bytes');
      for (let times = 1; times < 3; times++) learner.runHidden('verify', 'myaddon/');
      await learner.run(1, 'verify', 'myaddon/');
      await learner.run(0, 'hint');
    },
  },
  {
    name: 'solution',
    description: 'learnyounative solution: the lines in which the official answer differs',
    async play(learner) {
      learner.writeSubmission('count_the_bytes/right/plain-c');
      learner.runHidden('select', 'count_the_bytes');
      learner.runHidden('verify', 'myaddon/');
      await learner.run(0, 'solution');
    },
  },
  {
    name: 'run-trace',
    description: 'learnyounative run --trace: the output of the program, then what its threads did',
    async play(learner) {
      learner.copyFolder('exercises', POOL, 'solution');
      await learner.run(0, 'run', '--trace', 'myaddon/', 'delay', '300');
    },
  },
  {
    name: 'trace',
    description: 'learnyounative trace finds a Node-API call on a thread of the pool, in a file and line',
    async play(learner) {
      learner.writeSubmission(`${POOL}/wrong/silent-undefined-in-execute`);
      await learner.run(1, 'trace', 'myaddon/', '--', 'demo.js', 'delay', '100');
    },
  },
  {
    name: 'trace-program',
    description: 'learnyounative trace -- finds the same in an add-on that somebody else has built',
    async play(learner) {
      learner.writeSubmission(`${POOL}/wrong/silent-undefined-in-execute`);
      learner.build();
      await learner.run(1, 'trace', '--', 'node', 'myaddon/demo.js', 'delay', '300');
    },
  },
  {
    name: 'stats',
    description: 'learnyounative stats: verifies, time and hints of each exercise',
    async play(learner) {
      learner.copyFolder('exercises', 'count_the_bytes', 'solution');
      learner.runHidden('verify', '--exercise', 'check_your_tools');
      learner.runHidden('select', 'throw_and_catch');
      learner.runHidden('verify', 'myaddon/');
      learner.runHidden('hint');
      learner.runHidden('verify', 'myaddon/', '--exercise', 'count_the_bytes');
      await learner.run(0, 'stats');
    },
  },
  {
    name: 'reset',
    description: 'learnyounative reset asks before it forgets',
    async play(learner) {
      learner.runHidden('select', POOL);
      await learner.show('No', 'reset', POOL);
    },
  },
  {
    name: 'completion',
    description: 'bash completes commands, exercises and folders',
    async play(learner) {
      learner.copyFolder('exercises', POOL, 'solution');
      await learner.type(['learnyounative ver\t\t', 'ify my\t', ' --ex\t', 'off\t'], 'off_the_js_thread');
    },
  },
  {
    name: 'bug-report',
    description: 'The beginning of a bug report',
    async play(learner) {
      learner.runHidden('select', POOL);
      // Leave out the name of this machine's kernel.
      await learner.type(['learnyounative bug-report | grep -v system: | head -n 24\r'], '## doctor');
    },
  },
  {
    name: 'help',
    description: 'learnyounative help verify: usage, options and examples',
    async play(learner) {
      await learner.run(0, 'help', 'verify');
    },
  },
];
