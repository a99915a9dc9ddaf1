/** Each exercise has all its parts, and what belongs to it is told where it has to be. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { checksPage } from '../../scripts/checks-page.js';
import {
  changedFiles,
  filesIn,
  type StoredSubmission,
  sameFile,
  solutionOf,
  storedSubmissions,
} from '../../scripts/submissions/compose.js';
import { checkIdsOf, wordingOf } from '../../src/course/exercise.js';
import { solutionFolder, templateFolder } from '../../src/course/exercise-texts.js';
import { exercises } from '../../src/course/exercises.js';
import { hintsOf } from '../../src/course/hints.js';
import { packageRoot } from '../../src/environment/package-root.js';
import { checkText } from '../../src/report/render.js';
import type { MistakeMetadata } from '../support/submissions.js';

const FEWEST_RIGHT = 5;
const FEWEST_WRONG = 8;
/** What the course lends to every package, so that it is the same from exercise to exercise. */
const SHARED_FILES = ['demo.js'];

t.test('the README lists the course', async (t) => {
  const readme = readFileSync(path.join(packageRoot, 'README.md'), 'utf8');
  const listed = [...readme.matchAll(/^\| (\d+) +\| ([A-Z][A-Z ?]+?) +\|/gm)].map(([, number, title]) => [
    number,
    title,
  ]);
  t.same(
    listed,
    exercises.map(({ title }, index) => [String(index + 1), title]),
  );
});

for (const exercise of exercises) {
  const folder = path.join(packageRoot, 'exercises', exercise.id);
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

  t.test(`${exercise.id}: its texts are whole`, async (t) => {
    const problem = read('problem.md');
    t.ok(problem.startsWith(`# ${exercise.title}\n`), 'the problem has its title');
    for (const part of ['Task', 'What you need to know', 'Steps', 'What verify checks']) {
      t.ok(problem.includes(`\n## ${part}\n`), `the problem has the part ${part}`);
    }
    t.ok(problem.includes('{checks}'), 'the problem lists the checks');
    t.ok(read('more.md').startsWith(`# ${exercise.title}: `), 'MORE has its title');
    t.equal(hintsOf(exercise).length, 3, 'there are three hints');
  });

  t.test(`${exercise.id}: every check has its words`, async (t) => {
    for (const id of await checkIdsOf(exercise)) {
      t.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      for (const part of ['title', 'expected'] as const) {
        t.match(checkText(id, part, wordingOf(exercise)), /\w/, `${id}: ${part}`);
      }
    }
  });

  t.test(`${exercise.id}: it is proven by submissions`, async (t) => {
    t.ok(storedSubmissions(exercise.id, 'right').length >= FEWEST_RIGHT, `${FEWEST_RIGHT} right ones`);
    const wrong = storedSubmissions(exercise.id, 'wrong').map(
      ({ id, metadata }) => [id, metadata as MistakeMetadata] as const,
    );
    t.ok(wrong.length >= FEWEST_WRONG, `${FEWEST_WRONG} wrong ones`);
    const checks = await checkIdsOf(exercise);
    const where = (isUnfinished: (mistake: MistakeMetadata) => boolean) =>
      wrong.filter(([, mistake]) => isUnfinished(mistake)).map(([id]) => id);
    t.same(
      where(({ check }) => !checks.includes(check)),
      [],
      'each wrong one names a check',
    );
    // Those of the records belong to every check.
    const isOf = (check: string, situation: string) =>
      [check, 'records'].some((id) => situation.startsWith(`${id}.`));
    t.same(
      where(({ check, situation = '' }) => ![situation].flat().some((one) => isOf(check, one))),
      [],
      'each wrong one names a situation of its check, or of the records',
    );
    t.same(
      where(({ story }) => !/\w+ \w+ \w+/.test(story)),
      [],
      'each wrong one tells what its author believed',
    );
  });

  if (exercise.needsNoFolder) continue;

  t.test(`${exercise.id}: submissions hold only what differs from the solution`, async (t) => {
    const all = (['right', 'wrong'] as const).flatMap((kind) => storedSubmissions(exercise.id, kind));
    t.same(all.flatMap(superfluousIn), []);
  });

  t.test(`${exercise.id}: there is something to start from, and an answer`, async (t) => {
    for (const of of [templateFolder(exercise), solutionFolder(exercise)]) {
      for (const file of ['package.json', 'binding.gyp']) t.ok(existsSync(path.join(of, file)), file);
    }
  });
}

t.test('what an exercise starts from is what the one before ends with', async (t) => {
  const withFolder = exercises.filter(({ needsNoFolder }) => !needsNoFolder);
  for (const [index, exercise] of withFolder.entries()) {
    const before = withFolder[index - 1];
    if (!before) continue;
    const template = filesOf(templateFolder(exercise));
    for (const file of filesOf(solutionFolder(before)).keys()) {
      t.ok(template.has(file), `${exercise.id} starts with ${file}`);
    }
    const answer = filesOf(solutionFolder(exercise));
    for (const file of SHARED_FILES) {
      if (answer.has(file)) t.equal(template.get(file), answer.get(file), `${exercise.id}: ${file}`);
      if (filesOf(solutionFolder(before)).has(file)) {
        t.equal(answer.get(file), filesOf(solutionFolder(before)).get(file), `the same ${file}`);
      }
    }
  }
});

t.test('no exercise lies about without being in the course', async (t) => {
  const known = exercises.map(({ id }) => id).sort();
  for (const folder of ['exercises', 'templates']) {
    const there = readdirSync(path.join(packageRoot, folder));
    t.same(
      there.filter((id) => !known.includes(id)),
      [],
      folder,
    );
  }
});

t.test('docs/checks.md is up to date', async (t) => {
  const page = readFileSync(path.join(packageRoot, 'docs', 'checks.md'), 'utf8');
  t.equal(page, await checksPage(exercises), '`npm run checks` writes it anew');
});

/** Copies of the solution's files, and files that are left out though the solution does not have them. */
function superfluousIn(submission: StoredSubmission): string[] {
  const solution = solutionOf(submission);
  const changed = changedFiles(submission);
  const { without = [] } = submission.metadata;
  return [
    ...changed.filter((file) => sameFile(path.join(submission.folder, file), path.join(solution, file))),
    ...without.filter((file) => changed.includes(file) || !filesIn(solution).includes(file)),
  ].map((file) => `${submission.id}: ${file}`);
}

function filesOf(folder: string): Map<string, string> {
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}
