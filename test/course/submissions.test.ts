/** Every right submission passes, every wrong one fails at the check that names its mistake; for each exercise. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import type { Exercise } from '../../src/course/exercise.js';
import { solutionFolder } from '../../src/course/exercise-texts.js';
import { exercises } from '../../src/course/exercises.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { inParallel } from '../support/in-parallel.js';
import { verifyOnMachine } from '../support/machine-fixture.js';
import {
  type Mistake,
  rightSubmissions,
  type Submission,
  type Verdict,
  verdictOf,
  verifyFolder,
  wrongSubmissions,
} from '../support/submissions.js';

// Kept from run to run: what did not change is not compiled again.
const cache = path.join(packageRoot, 'node_modules', '.cache', 'learnyounative-test');
process.env.LEARNYOUNATIVE_CACHE_DIR = cache;

/** As on a machine where the probe cannot be built. In a cache of its own: the add-ons are built in another way. */
function withoutProbe(t: import('tap').Test): void {
  process.env.LEARNYOUNATIVE_PROBE = 'off';
  process.env.LEARNYOUNATIVE_CACHE_DIR = `${cache}-without-probe`;
  t.teardown(() => {
    delete process.env.LEARNYOUNATIVE_PROBE;
    process.env.LEARNYOUNATIVE_CACHE_DIR = cache;
  });
}

/** Its submissions are machines, each tested by the program itself in an environment of its own. */
function verifyMachines(
  exercise: Exercise,
  isWanted: (submission: { readonly id: string }) => boolean,
): void {
  // They are made of links and shell scripts.
  if (process.platform === 'win32') return;
  const verifyAll = async <T extends Submission>(
    t: Test,
    submissions: readonly T[],
    judge: (submission: T, finished: Awaited<ReturnType<typeof verifyOnMachine>>) => void,
  ) => {
    const machines = t.testdir({});
    await inParallel(submissions.filter(isWanted), async (submission) => {
      const root = path.join(machines, submission.name);
      mkdirSync(root);
      judge(submission, await verifyOnMachine(exercise.id, submission.folder, root));
    });
  };

  t.test(`${exercise.id}: machines that are ready pass`, async (t) => {
    await verifyAll(t, rightSubmissions(exercise), ({ name }, { code, stderr, checks }) => {
      t.match({ code, stderr, ...verdictOf({ checks }) }, { code: 0, stderr: '', id: 'pass' }, name);
    });
  });

  t.test(`${exercise.id}: machines that are not ready fail at the check that names why`, async (t) => {
    await verifyAll(t, wrongSubmissions(exercise), (mistake, { code, stderr, checks }) => {
      t.match({ code, stderr }, { code: 1, stderr: '' }, mistake.name);
      isCaught(t, mistake, verdictOf({ checks }));
    });
  });
}

/** The verdict names the check that has to catch the mistake, and the situation where it is written down. */
function isCaught(t: Test, mistake: Mistake, { id, situation, observed }: Verdict): void {
  t.strictSame(
    { check: id, ...(mistake.situation !== undefined && { situation }) },
    { check: mistake.check, ...(mistake.situation !== undefined && { situation: mistake.situation }) },
    mistake.name,
  );
  t.match(observed, /\w/, `${mistake.name}: something was observed`);
}

// While working on one exercise or submission: COURSE_ONLY=off_the_js_thread/right/uv-queue-work
const wanted = new RegExp(process.env.COURSE_ONLY ?? '');

for (const exercise of exercises) {
  const isWanted = ({ id }: { readonly id: string }) => wanted.test(id);
  if (exercise.needsNoFolder) {
    verifyMachines(exercise, isWanted);
    continue;
  }
  const solution = { name: 'solution', id: `${exercise.id}/solution`, folder: solutionFolder(exercise) };
  const right = [solution, ...rightSubmissions(exercise)];
  const wrong = wrongSubmissions(exercise);

  t.test(`${exercise.id}: right submissions pass`, async (t) => {
    await inParallel(right.filter(isWanted), async ({ name, folder }) => {
      const outcome = await verifyFolder(exercise, folder);
      t.match(verdictOf(outcome), { id: 'pass' }, name);
      t.equal(outcome.withoutProbe, process.platform === 'win32', `${name}: verified with the probe`);
    });
  });

  t.test(`${exercise.id}: right submissions pass without the probe`, async (t) => {
    withoutProbe(t);
    await inParallel(right.filter(isWanted), async ({ name, folder }) => {
      const outcome = await verifyFolder(exercise, folder);
      t.match(verdictOf(outcome), { id: 'pass' }, name);
      t.equal(outcome.withoutProbe, true, `${name}: verified without the probe`);
    });
  });

  t.test(`${exercise.id}: wrong submissions fail at the check that names their mistake`, async (t) => {
    await inParallel(wrong.filter(isWanted), async (mistake) => {
      const outcome = await verifyFolder(exercise, mistake.folder);
      isCaught(t, mistake, verdictOf(outcome));
      t.equal(outcome.pass, false, `${mistake.name} does not pass`);
    });
  });

  t.test(`${exercise.id}: what the probe alone can see, or sees first`, async (t) => {
    withoutProbe(t);
    const both = wrong.filter((mistake) => mistake.withoutProbe !== undefined);
    await inParallel(both.filter(isWanted), async ({ name, folder, withoutProbe }) => {
      t.match(verdictOf(await verifyFolder(exercise, folder)), { id: withoutProbe }, name);
    });
  });

  if (!wanted.test(`${exercise.id}/template`)) continue;
  t.test(`${exercise.id}: the template does not pass yet, and builds`, async (t) => {
    const outcome = await verifyFolder(exercise, path.join(packageRoot, 'templates', exercise.id));
    const { id, observed } = verdictOf(outcome);
    t.not(id, 'pass');
    const builds = outcome.checks.find((check) => check.id === 'builds')?.status ?? 'pass';
    // What THE PAPERWORK starts from is what the build is missing.
    t.equal(builds, exercise.id === 'the_paperwork' ? 'skip' : 'pass');
    t.match(observed, /\w/);
  });
}
