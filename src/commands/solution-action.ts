import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Exercise } from '../course/exercise.js';
import { solutionFolder } from '../course/exercise-texts.js';
import type { CodeLanguage } from '../report/code-tokens.js';
import { diffCode } from '../report/diff-code.js';
import { diffLines } from '../report/diff-lines.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext, CommandOptions } from '../shell/command.js';
import { wrongUsage } from '../shell/wrong-usage.js';
import { requireFolder } from '../submission/require-folder.js';
import { loadHighlighter } from '../texts/highlight.js';
import { t } from '../texts/translate.js';
import { currentExercise } from './chosen-exercise.js';
import { DEFAULT_FOLDER, exerciseAndFolder } from './exercise-and-folder.js';

/** Implements `solution`; loaded on demand. @returns the exit code */
export async function showSolution(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const named = exerciseAndFolder(context, args);
  const exercise = named.exercise ?? currentExercise(context);
  if (exercise.needsNoFolder) throw wrongUsage('solution.none', { title: exercise.title });
  if (!options.show && !context.progress.isCompleted(exercise.id)) {
    throw wrongUsage('solution.notYet', { title: exercise.title });
  }
  const folder = folderOf(context, exercise, named.folder);
  await context.paged(async () => {
    if (folder === undefined) await showFiles(context, exercise);
    else showDifferences(context, exercise, folder);
  });
  return EXIT.ok;
}

/** The learner's folder: the one that is named, the one that passed last, or the default; `undefined` if there is none. */
function folderOf(
  { progress }: CommandContext,
  exercise: Exercise,
  named: string | undefined,
): string | undefined {
  if (named !== undefined) {
    requireFolder(named);
    return named;
  }
  const folders = [progress.folderOf(exercise.id), DEFAULT_FOLDER];
  return folders.find((folder) => folder !== undefined && existsSync(path.join(folder, 'package.json')));
}

/** Prints a diff from the learner's to the official version of each file, then the names of files without differences. */
function showDifferences(context: CommandContext, exercise: Exercise, folder: string): void {
  const { terminal } = context;
  const same: string[] = [];
  context.say(`\n${t('solution.compared', { title: exercise.title, folder: relativeToCwd(folder) })}\n`);
  for (const file of solutionFiles(exercise)) {
    const official = readFileSync(path.join(solutionFolder(exercise), file), 'utf8');
    const learnersCode = readIfFile(path.join(folder, file));
    if (learnersCode === undefined) {
      context.print(`${heading(file, terminal)} ${terminal.paint.dim(t('solution.onlyOfficial'))}`);
      context.print(`${diffLines('', official, terminal).join('\n')}\n`);
      continue;
    }
    const lines = diffCode(learnersCode, official, codeLanguageOf(file), terminal);
    if (lines.length === 0) same.push(file);
    else context.print([heading(file, terminal), ...lines, ''].join('\n'));
  }
  if (same.length > 0) context.say(t('solution.same', { files: same.join(', ') }));
}

/** Prints the files of the official solution. */
async function showFiles(context: CommandContext, exercise: Exercise): Promise<void> {
  const { terminal } = context;
  const highlight = await loadHighlighter(terminal);
  context.say(`\n${t('solution.alone', { title: exercise.title })}\n`);
  for (const file of solutionFiles(exercise)) {
    const code = readFileSync(path.join(solutionFolder(exercise), file), 'utf8');
    context.print(heading(file, terminal));
    context.write(`${highlight(code, languageOf(file))}\n`);
  }
}

/** Relative to the current folder if it is inside it. */
function relativeToCwd(folder: string): string {
  const relative = path.relative('', folder);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? folder : relative;
}

function heading(file: string, { paint, symbols }: CommandContext['terminal']): string {
  return `${paint.dim(symbols.ruleLight.repeat(2))} ${paint.bold(file)}`;
}

/** The files of the official solution, C and C++ sources first. */
function solutionFiles(exercise: Exercise): string[] {
  const rank = (file: string) => (/\.(?:cc|c|h)$/.test(file) ? 0 : 1);
  return readdirSync(solutionFolder(exercise))
    .filter((file) => file !== 'demo.js')
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

function readIfFile(file: string): string | undefined {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : undefined;
}

function codeLanguageOf(file: string): CodeLanguage {
  const languages: Record<string, CodeLanguage> = { '.js': 'javascript', '.json': 'json', '.gyp': 'python' };
  return languages[path.extname(file)] ?? 'c';
}

/** For the highlighter. */
function languageOf(file: string): string {
  const languages: Record<string, string> = { '.cc': 'cpp', '.c': 'c', '.js': 'javascript', '.json': 'json' };
  return languages[path.extname(file)] ?? 'python';
}
