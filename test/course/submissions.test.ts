/** Every right submission passes, every wrong one fails at the check that names its mistake; for each exercise. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import type { Exercise } from '../../src/course/exercise.js';
import { solutionFolder } from '../../src/course/exercise-texts.js';
import { exercises } from '../../src/course/exercises.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { inParallel } from '../support/in-parallel.js';
import { verifyInRoom } from '../support/rooms.js';
import { rightSubmissions, verdictOf, verifyFolder, wrongSubmissions } from '../support/submissions.js';

// Kept from run to run: what did not change is not compiled again.
process.env.LEARNYOUNATIVE_CACHE_DIR = path.join(
  packageRoot,
  'node_modules',
  '.cache',
  'learnyounative-test',
);

/** Its submissions are machines, each tested by the program itself in an environment of its own. */
function verifyRooms(
  exercise: Exercise,
  isWanted: (submission: { readonly folder: string }) => boolean,
): void {
  // They are made of links and shell scripts.
  if (process.platform === 'win32') return;
  const verifyAll = async <T extends { readonly name: string; readonly folder: string }>(
    t: Test,
    submissions: readonly T[],
    judge: (submission: T, finished: Awaited<ReturnType<typeof verifyInRoom>>) => void,
  ) => {
    const rooms = t.testdir({});
    await inParallel(submissions.filter(isWanted), async (submission) => {
      const root = path.join(rooms, submission.name);
      mkdirSync(root);
      judge(submission, await verifyInRoom(exercise.id, submission.folder, root));
    });
  };

  t.test(`${exercise.id}: machines that are ready pass`, async (t) => {
    await verifyAll(t, rightSubmissions(exercise), ({ name }, { code, stderr, checks }) => {
      t.match({ code, stderr, ...verdictOf({ checks }) }, { code: 0, stderr: '', id: 'pass' }, name);
    });
  });

  t.test(`${exercise.id}: machines that are not ready fail at the check that names why`, async (t) => {
    await verifyAll(t, wrongSubmissions(exercise), ({ name, check }, { code, stderr, checks }) => {
      const expected = { code: 1, stderr: '', id: check, observed: /\w/ };
      t.match({ code, stderr, ...verdictOf({ checks }) }, expected, name);
    });
  });
}

// While working on one exercise or submission: COURSE_ONLY=off_the_js_thread/right/uv-queue-work
const wanted = new RegExp(process.env.COURSE_ONLY ?? '');

for (const exercise of exercises) {
  const isWanted = ({ folder }: { readonly folder: string }) =>
    wanted.test(
      path
        .relative(path.join(packageRoot, 'exercises'), folder)
        .split(path.sep)
        .filter((name) => name !== 'submissions')
        .join('/'),
    );
  if (exercise.needsNoFolder) {
    verifyRooms(exercise, isWanted);
    continue;
  }
  const right = [{ name: 'solution', folder: solutionFolder(exercise) }, ...rightSubmissions(exercise)];
  const wrong = wrongSubmissions(exercise);

  t.test(`${exercise.id}: right submissions pass`, async (t) => {
    await inParallel(right.filter(isWanted), async ({ name, folder }) => {
      const outcome = await verifyFolder(exercise, folder);
      t.match(verdictOf(outcome), { id: 'pass' }, name);
      t.equal(outcome.withoutProbe, process.platform === 'win32', `${name}: verified with the probe`);
    });
  });

  t.test(`${exercise.id}: right submissions pass without the probe`, async (t) => {
    await inParallel(right.filter(isWanted), async ({ name, folder }) => {
      // One is built as on a machine where the probe cannot be built.
      const outcome = await verifyFolder(exercise, folder, name === 'solution' ? 'off' : 'ignore');
      t.match(verdictOf(outcome), { id: 'pass' }, name);
      t.equal(outcome.withoutProbe, true, `${name}: verified without the probe`);
    });
  });

  t.test(`${exercise.id}: wrong submissions fail at the check that names their mistake`, async (t) => {
    await inParallel(wrong.filter(isWanted), async ({ name, folder, check }) => {
      const outcome = await verifyFolder(exercise, folder);
      t.match(verdictOf(outcome), { id: check, observed: /\w/ }, name);
      t.equal(outcome.pass, false, `${name} does not pass`);
    });
  });

  t.test(`${exercise.id}: what the probe alone can see, or sees first`, async (t) => {
    const both = wrong.filter((mistake) => mistake.withoutProbe !== undefined);
    await inParallel(both.filter(isWanted), async ({ name, folder, withoutProbe }) => {
      const outcome = await verifyFolder(exercise, folder, 'ignore');
      t.match(verdictOf(outcome), { id: withoutProbe }, name);
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
