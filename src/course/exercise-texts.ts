import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageJson, packageRoot } from '../environment/package-root.js';
import { checkText } from '../report/render.js';
import { checkIdsOf, type Exercise, wordingOf } from './exercise.js';

export type TextName = 'problem' | 'more';
type TextFile = TextName | 'hints';

/** The path of an exercise's text. */
export function exerciseTextFile(exercise: Exercise, name: TextFile): string {
  return path.join(packageRoot, 'exercises', exercise.id, `${name}.md`);
}

/** The folder with the exercise's starter files. */
export function templateFolder(exercise: Exercise): string {
  return path.join(packageRoot, 'templates', exercise.id);
}

/** The folder with the exercise's official solution. */
export function solutionFolder(exercise: Exercise): string {
  return path.join(packageRoot, 'exercises', exercise.id, 'solution');
}

/** The text shown at the end of the course, as Markdown. */
export function closingText(): string {
  const text = readFileSync(path.join(packageRoot, 'i18n', 'en', 'closing.md'), 'utf8').trimEnd();
  return text.replaceAll('{appname}', packageJson.name);
}

/**
 * A text of an exercise as Markdown, followed by a footer that lists the commands. `{appname}` is replaced with the
 * program's name, and `{checks}` with the titles of the exercise's checks.
 */
export async function exerciseText(exercise: Exercise, name: TextName): Promise<string> {
  const text = readFileSync(exerciseTextFile(exercise, name), 'utf8').trimEnd();
  const footer = footerOf(exercise);
  const wording = wordingOf(exercise);
  const titles = async () =>
    (await checkIdsOf(exercise)).map((id) => `- ${checkText(id, 'title', wording) ?? id}`).join('\n');
  const checks = text.includes('{checks}') ? await titles() : '';
  // Other text in braces stays as it is: C++ code is full of braces.
  return `${text}\n\n---\n\n${footer}`
    .replaceAll('{appname}', packageJson.name)
    .replaceAll('{checks}', () => checks);
}

function footerOf({ needsNoFolder, hasNoMain }: Exercise): string {
  const name = needsNoFolder ? 'footer-machine.md' : 'footer.md';
  const footer = readFileSync(path.join(packageRoot, 'i18n', 'en', name), 'utf8');
  return hasNoMain ? footer.replace(/^.*`\{appname\} run .*\n/m, '') : footer;
}
