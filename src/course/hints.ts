import { readFileSync } from 'node:fs';
import { packageJson } from '../environment/package-root.js';
import type { Exercise } from './exercise.js';
import { exerciseTextFile } from './exercise-texts.js';

/** The hints of an exercise as Markdown, from a nudge to almost the whole solution. */
export function hintsOf(exercise: Exercise): string[] {
  const text = readFileSync(exerciseTextFile(exercise, 'hints'), 'utf8');
  const [, ...steps] = text.replaceAll('{appname}', packageJson.name).split(/^(?=## )/m);
  return steps.map((step) => step.trim());
}
