/** Every right submission passes, every wrong one fails at the check that names its mistake; for each exercise. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import type { Exercise } from '../../src/course/exercise.js';
import { solutionFolder } from '../../src/course/exercise-texts.js';
import { exercises } from '../../src/course/exercises.js';
import type { VerifyOutcome } from '../../src/course/verify.js';
import type { ProbeUse } from '../../src/course/verify-bench.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { extent, selected, someRight, someWrong } from '../support/course-selection.js';
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

/** A submission to be verified: at times twice, one after the other, as both are the same build. */
interface Job {
  readonly title: string;
  /** What is not as it has to be, in words; nothing when all is well. */
  verify(): Promise<string[]>;
}

const rooms = t.testdir({});
const hasProbe = process.platform !== 'win32';

function jobsOf(exercise: Exercise): Job[] {
  const { id } = exercise;
  const right = someRight(rightSubmissions(exercise));
  const wrong = someWrong(wrongSubmissions(exercise));
  if (exercise.needsNoFolder) {
    // They are made of links and shell scripts.
    if (process.platform === 'win32') return [];
    return [
      ...right.map(({ name, folder }) => ({
        title: `${id}/right/${name}`,
        verify: () => problemsInRoom(id, folder, `right-${name}`, 'pass'),
      })),
      ...wrong.map(({ name, folder, check }) => ({
        title: `${id}/wrong/${name}`,
        verify: () => problemsInRoom(id, folder, `wrong-${name}`, check),
      })),
    ];
  }
  return [
    // One submission is really built without the probe, as on a machine where there can be none.
    {
      title: `${id}/solution`,
      verify: () => problems(exercise, solutionFolder(exercise), 'pass', 'off', 'pass'),
    },
    ...right.map(({ name, folder }) => ({
      title: `${id}/right/${name}`,
      verify: () => problems(exercise, folder, 'pass', 'ignore', extent === 'whole' ? 'pass' : undefined),
    })),
    ...wrong.map(({ name, folder, check, withoutProbe }) => ({
      title: `${id}/wrong/${name}`,
      verify: () => problems(exercise, folder, check, 'ignore', withoutProbe),
    })),
    { title: `${id}/template`, verify: () => problemsOfTemplate(exercise) },
  ];
}

/** @param expected the check that has to fail, or `pass`; `withoutProbe` the same where there is no probe, if it counts */
async function problems(
  exercise: Exercise,
  folder: string,
  expected: string,
  otherwise: ProbeUse,
  withoutProbe: string | undefined,
): Promise<string[]> {
  const found = problemsIn(await verifyFolder(exercise, folder), expected, hasProbe);
  if (withoutProbe === undefined) return found;
  const blind = problemsIn(await verifyFolder(exercise, folder, otherwise), withoutProbe, false);
  return [...found, ...blind.map((problem) => `without the probe: ${problem}`)];
}

function problemsIn(outcome: VerifyOutcome, expected: string, withProbe: boolean): string[] {
  const wrongProbe = outcome.withoutProbe === withProbe && expected === 'pass';
  return [
    ...problemsWith(outcome, expected),
    ...(outcome.pass === (expected === 'pass') ? [] : [`pass is ${outcome.pass}`]),
    ...(wrongProbe ? [`verified ${outcome.withoutProbe ? 'without' : 'with'} the probe`] : []),
  ];
}

function problemsWith(outcome: Pick<VerifyOutcome, 'checks'>, expected: string): string[] {
  const { id, observed } = verdictOf(outcome);
  if (id !== expected) return [`expected ${expected}, got ${id}: ${observed}`];
  return id === 'pass' || /\w/.test(observed) ? [] : [`${id} says nothing`];
}

async function problemsOfTemplate(exercise: Exercise): Promise<string[]> {
  const outcome = await verifyFolder(exercise, path.join(packageRoot, 'templates', exercise.id));
  const { id, observed } = verdictOf(outcome);
  const builds = outcome.checks.find((check) => check.id === 'builds')?.status ?? 'pass';
  // What THE PAPERWORK starts from is what the build is missing.
  const expected = exercise.id === 'the_paperwork' ? 'skip' : 'pass';
  return [
    ...(id === 'pass' ? ['it passes, with nothing done'] : []),
    ...(builds === expected ? [] : [`builds: ${builds}, expected ${expected}: ${observed}`]),
    ...(/\w/.test(observed) ? [] : [`${id} says nothing`]),
  ];
}

/** A submission that describes a machine: the program itself runs on it, in an environment of its own. */
async function problemsInRoom(
  exerciseId: string,
  folder: string,
  name: string,
  expected: string,
): Promise<string[]> {
  const root = path.join(rooms, name);
  mkdirSync(root);
  const { code, stderr, checks } = await verifyInRoom(exerciseId, folder, root);
  const expectedCode = expected === 'pass' ? 0 : 1;
  return [
    ...problemsWith({ checks }, expected),
    ...(code === expectedCode ? [] : [`exit code ${code}`]),
    ...(stderr === '' ? [] : [`stderr: ${stderr}`]),
  ];
}

// One queue for the whole course: the cores are busy to the end, however different the exercises are.
t.test('every submission has its verdict', async (t) => {
  await inParallel(selected(exercises.flatMap(jobsOf)), async ({ title, verify }) => {
    t.same(await verify(), [], title);
  });
});
