/**
 * Creates the skeleton of a new exercise: its folder, template and texts, and its entry in the list of exercises. The
 * skeleton builds and runs; `npm run course:check` reports what is still to be written.
 *
 *   npm run course:new -- bits_and_pieces                    at the end of the course
 *   npm run course:new -- bits_and_pieces count_the_bytes    after another exercise
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exercises } from '../../src/course/exercises.js';
import { withExercise, withTextFile } from './exercise-list.js';

const SKELETON = path.join('scripts', 'course-new', 'skeleton');
const LIST = path.join('src', 'course', 'exercises.ts');
const SITUATIONS = path.join('src', 'report', 'situation.ts');

const [id = '', previousId = exercises.at(-1)!.id] = process.argv.slice(2);
const previous = exercises.find((exercise) => exercise.id === previousId);
if (!/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(id)) {
  fail(`“${id}” isn’t an id: write it in lower case with underscores, as in count_the_bytes.`);
} else if (!previous) {
  fail(`There is no exercise ${previousId} to put it after.`);
} else if (existsSync(path.join('exercises', id))) {
  fail(`There is an exercise ${id} already.`);
} else {
  const exercise = path.join('exercises', id);
  fill(path.join(SKELETON, 'exercise'), exercise);
  fill(path.join(SKELETON, 'i18n'), path.join('i18n', 'en'), (name) => name.replace('texts', id));
  // The previous exercise's solution is both the template and, for now, the solution.
  const previousSolution = path.join('exercises', previous.id, 'solution');
  for (const folder of [path.join(exercise, 'solution'), path.join('templates', id)]) {
    if (existsSync(previousSolution)) cpSync(previousSolution, folder, { recursive: true });
  }
  writeFileSync(LIST, withExercise(readFileSync(LIST, 'utf8'), id, previous.id));
  writeFileSync(SITUATIONS, withTextFile(readFileSync(SITUATIONS, 'utf8'), id));
  console.log(`wrote exercises/${id}, templates/${id} and i18n/en/${id}.json`);
  console.log(`added it to ${LIST} and ${SITUATIONS}`);
  console.log('“npm run course:check” tells what is still to be written.');
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}

/** Copies the files of a folder, each `name.tmpl` as `name`, and fills in the ID and the title. */
function fill(from: string, to: string, rename = (name: string) => name): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, rename(entry.name.replace(/\.tmpl$/, '')));
    if (entry.isDirectory()) fill(source, target);
    else writeFileSync(target, filled(readFileSync(source, 'utf8')), { flag: 'wx' });
  }
}

function filled(text: string): string {
  return text.replaceAll('__id__', id).replaceAll('__TITLE__', id.replaceAll('_', ' ').toUpperCase());
}
