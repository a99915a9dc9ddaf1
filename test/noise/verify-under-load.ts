/**
 * Verdicts on a busy machine: with two busy loops for each core, the solution always passes, and a submission that is wrong
 * about threads always fails at its check. For each exercise that has such checks; it takes an hour.
 *
 *   npm run test:noise                   all of them
 *   npm run test:noise -- down_to_c      those whose id is given
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import t, { type Test } from 'tap';
import type { Exercise } from '../../src/course/exercise.js';
import { exercises } from '../../src/course/exercises.js';
import { packageRoot } from '../../src/environment/package-root.js';
import {
  type Mistake,
  ownPackage,
  verdictOf,
  verifyFolder,
  wrongSubmissions,
} from '../support/submissions.js';

// It takes an hour.
t.setTimeout(4 * 60 * 60 * 1_000);

const TIMES = Number(process.env.NOISE_TIMES ?? 50);

/** Verifies at the same time: each of them is noise for the others. */
const AT_ONCE = 4;
/** A new object for each: tap writes to it. */
const atTheSameTime = () => ({ buffered: true, timeout: 4 * 60 * 60 * 1_000 });

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

const busy = Array.from({ length: 2 * availableParallelism() }, () =>
  spawn(process.execPath, ['-e', BUSY], { stdio: 'ignore' }),
);
const endBusy = () => {
  for (const child of busy) child.kill('SIGKILL');
};
process.on('exit', endBusy);
t.teardown(endBusy);
t.comment(`${busy.length} busy loops, ${AT_ONCE} verifies at a time, ${TIMES} of each submission`);

t.jobs = AT_ONCE;
const chosen = process.argv.slice(2);
for (const exercise of exercises) {
  if (chosen.length > 0 && !chosen.includes(exercise.id)) continue;
  const wrong = await wrongAboutThreads(exercise);
  if (!wrong) continue;
  t.test(`${exercise.id}: the solution passes each time`, atTheSameTime(), (t) =>
    verifyManyTimes(t, exercise, ownPackage(exercise, 'solution'), 'pass'),
  );
  t.test(`${wrong.id} fails each time at ${wrong.check}`, atTheSameTime(), (t) =>
    verifyManyTimes(t, exercise, wrong.folder, wrong.check),
  );
}

/**
 * What the last check about threads catches: earlier ones also catch missing calls and wrong arguments. Where the threads
 * are those of environments, only the check that compares both is about threads.
 */
async function wrongAboutThreads(exercise: Exercise): Promise<Mistake | undefined> {
  const { checks } = await exercise.loadTask();
  const showing = checks.filter(({ showsThreads, needs }) => showsThreads && !needs);
  const ids = [...showing.map(({ id }) => id).reverse(), 'no-v8-off-thread'];
  const mistakes = wrongSubmissions(exercise);
  return ids.flatMap((id) => mistakes.filter(({ check }) => check === id)).at(0);
}

async function verifyManyTimes(t: Test, exercise: Exercise, folder: string, expected: string): Promise<void> {
  const seconds: number[] = [];
  let asExpected = 0;
  for (let time = 1; time <= TIMES; time++) {
    const outcome = await verifyFolder(exercise, folder);
    const verdict = verdictOf(outcome);
    t.equal(verdict.id, expected, `verify ${time}: ${expected}`, { observed: verdict.observed });
    t.ok(
      busy.every(({ exitCode, signalCode }) => exitCode === null && signalCode === null),
      'the loops ran the whole time',
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
