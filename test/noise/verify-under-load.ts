/**
 * Verdicts on a busy machine: with every core under load, a right submission always passes, and one that sleeps on the
 * JavaScript thread always fails at its check. Run it with `npm run test:noise`; it takes minutes.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import t from 'tap';
import exercise from '../../exercises/off_the_js_thread/exercise.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { rightSubmissions, verdictOf, verifyFolder, wrongSubmissions } from '../support/submissions.js';

// It takes minutes.
t.setTimeout(60 * 60 * 1_000);

const TIMES = Number(process.env.NOISE_TIMES ?? 20);

/** Keeps a core busy until the parent process ends. */
const BUSY = `
  const parent = process.ppid;
  while (process.ppid === parent) for (let i = 0; i < 1e8; i++);
`;

process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(
  packageRoot,
  'node_modules',
  '.cache',
  'learnyounative-noise',
);

const busy = Array.from({ length: availableParallelism() }, () =>
  spawn(process.execPath, ['-e', BUSY], { stdio: 'ignore' }),
);
const endBusy = () => {
  for (const child of busy) child.kill('SIGKILL');
};
process.on('exit', endBusy);
t.teardown(endBusy);
t.comment(`${busy.length} cores kept busy, ${TIMES} verifies of each submission`);

const right = rightSubmissions(exercise).find(({ name }) => name === 'async-worker')!;
const wrong = wrongSubmissions(exercise).find(({ name }) => name === 'sleeps-on-js-thread')!;

t.test(`${right.name} passes each time`, (t) => verifyManyTimes(t, right.folder, 'pass'));
t.test(`${wrong.name} fails each time at ${wrong.check}`, (t) =>
  verifyManyTimes(t, wrong.folder, wrong.check),
);

async function verifyManyTimes(t: import('tap').Test, folder: string, expected: string): Promise<void> {
  const seconds: number[] = [];
  let asExpected = 0;
  for (let time = 1; time <= TIMES; time++) {
    const outcome = await verifyFolder(exercise, folder);
    const verdict = verdictOf(outcome);
    t.equal(verdict.id, expected, `verify ${time}: ${expected}`, { observed: verdict.observed });
    t.ok(
      busy.every(({ exitCode, signalCode }) => exitCode === null && signalCode === null),
      'the cores were busy the whole time',
    );
    if (verdict.id === expected) asExpected++;
    seconds.push(outcome.durationMs / 1000);
  }
  const [least, median, most] = [0, 0.5, 1].map((part) =>
    seconds.sort((a, b) => a - b)[Math.round(part * (seconds.length - 1))]!.toFixed(1),
  );
  t.comment(
    `${asExpected} of ${TIMES} as expected; one verify took ${least} to ${most} s, the median is ${median} s`,
  );
}
