/** Every right submission passes, every wrong one fails at the check that names its mistake; for each exercise. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import type { Exercise } from '../../src/course/exercise.js';
import { exercises } from '../../src/course/exercises.js';
import type { ProbeUse } from '../../src/course/verification.js';
import type { VerifyOutcome } from '../../src/course/verify.js';
import { extent, selected, someRight, someWrong } from '../support/course-selection.js';
import { inParallel } from '../support/in-parallel.js';
import { verifyOnMachine } from '../support/machine-fixture.js';
import { prepareCache, preparedCache } from '../support/prepared-cache.js';
import {
  ownPackage,
  rightSubmissions,
  type Situations,
  verdictOf,
  verifyFolder,
  wrongSubmissions,
} from '../support/submissions.js';
import { type Judged, verifyTwice } from '../support/verify-twice.js';

// Kept from run to run: what did not change is not compiled again.
await prepareCache();
process.env.LEARNYOUNATIVE_CACHE_DIR = preparedCache;

/** A submission to be verified: at times twice, one after the other, as both are the same build. */
interface Job {
  readonly title: string;
  /** What is not as it has to be, in words; nothing when all is well. */
  verify(): Promise<string[]>;
}

const machines = t.testdir({});
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
        verify: () => problemsOnMachine(id, folder, `right-${name}`, PASS),
      })),
      ...wrong.map((mistake) => ({
        title: mistake.id,
        verify: () => problemsOnMachine(id, mistake.folder, `wrong-${mistake.name}`, mistake),
      })),
    ];
  }
  return [
    // One submission is really built without the probe, as on a machine where there can be none.
    {
      title: `${id}/solution`,
      verify: () =>
        problems(exercise, ownPackage(exercise, 'solution'), PASS, { probe: 'off', expected: PASS }),
    },
    ...right.map(({ name, folder }) => ({
      title: `${id}/right/${name}`,
      verify: () =>
        extent === 'whole' ? problemsOfBoth(exercise, folder) : problems(exercise, folder, PASS),
    })),
    ...wrong.map((mistake) => {
      const { withoutProbe } = mistake;
      const blind: Blind | undefined =
        extent === 'whole' && withoutProbe !== undefined
          ? { probe: 'ignore', expected: { check: withoutProbe } }
          : undefined;
      return { title: mistake.id, verify: () => problems(exercise, mistake.folder, mistake, blind) };
    }),
    { title: `${id}/template`, verify: () => problemsOfTemplate(exercise) },
  ];
}

/** What has to come of a verify: the check that fails, or `pass`, and its situation, where one is written down. */
interface Expected {
  readonly check: string;
  readonly situation?: Situations;
}

const PASS: Expected = { check: 'pass' };

/** A second verify, without the probe. */
interface Blind {
  readonly probe: ProbeUse;
  readonly expected: Expected;
}

async function problems(
  exercise: Exercise,
  folder: string,
  expected: Expected,
  blind?: Blind,
): Promise<string[]> {
  const found = problemsIn(await verifyFolder(exercise, folder), expected, hasProbe);
  if (blind === undefined) return found;
  return [
    ...found,
    ...withoutProbe(problemsIn(await verifyFolder(exercise, folder, blind.probe), blind.expected, false)),
  ];
}

/** A right submission has to pass with the probe and without; it runs the same in both. */
async function problemsOfBoth(exercise: Exercise, folder: string): Promise<string[]> {
  const { withProbe, blind } = await verifyTwice(exercise, folder);
  return [...problemsIn(withProbe, PASS, hasProbe), ...withoutProbe(problemsIn(blind, PASS, false))];
}

function withoutProbe(problems: readonly string[]): string[] {
  return problems.map((problem) => `without the probe: ${problem}`);
}

function problemsIn(outcome: Judged, expected: Expected, withProbe: boolean): string[] {
  const passes = expected.check === 'pass';
  const wrongProbe = outcome.withoutProbe === withProbe && passes;
  return [
    ...problemsWith(outcome, expected),
    ...(outcome.pass === passes ? [] : [`pass is ${outcome.pass}`]),
    ...(wrongProbe ? [`verified ${outcome.withoutProbe ? 'without' : 'with'} the probe`] : []),
  ];
}

function problemsWith(outcome: Pick<VerifyOutcome, 'checks'>, expected: Expected): string[] {
  const { id, situation, observed } = verdictOf(outcome);
  const situations = [expected.situation ?? []].flat();
  if (situations.length > 0 && !situations.includes(situation ?? ''))
    return [`expected ${situations.join(' or ')}, got ${situation ?? id}: ${observed}`];
  if (situations.length < 2 && id !== expected.check)
    return [`expected ${expected.check}, got ${id}: ${observed}`];
  return id === 'pass' || /\w/.test(observed) ? [] : [`${id} says nothing`];
}

async function problemsOfTemplate(exercise: Exercise): Promise<string[]> {
  const outcome = await verifyFolder(exercise, ownPackage(exercise, 'template'));
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
async function problemsOnMachine(
  exerciseId: string,
  folder: string,
  name: string,
  expected: Expected,
): Promise<string[]> {
  const root = path.join(machines, name);
  mkdirSync(root);
  const { code, stderr, checks } = await verifyOnMachine(exerciseId, folder, root);
  const expectedCode = expected.check === 'pass' ? 0 : 1;
  return [
    ...problemsWith({ checks }, expected),
    ...(code === expectedCode ? [] : [`exit code ${code}`]),
    ...(stderr === '' ? [] : [`stderr: ${stderr}`]),
  ];
}

// One queue for the whole course: the cores are busy to the end, however different the exercises are.
t.test('every submission has its verdict', async (t) => {
  const seconds = new Map<string, number>();
  // In a sample, other test files keep the cores busy as well.
  const more = extent === 'whole' ? 5 : 2;
  await inParallel(selected(exercises.flatMap(jobsOf)), more, async ({ title, verify }) => {
    const startedAt = performance.now();
    t.same(await verify(), [], title);
    seconds.set(title, (performance.now() - startedAt) / 1_000);
  });
  const slowest = [...seconds].sort(([, a], [, b]) => b - a).slice(0, 20);
  for (const [title, s] of slowest) t.comment(`${s.toFixed(1)} s ${title}`);
});
