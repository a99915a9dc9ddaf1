import path from 'node:path';
import type { Exercise } from '../course/exercise.js';
import { solutionFolder, templateFolder } from '../course/exercise-texts.js';
import { packageJson } from '../environment/package-root.js';
import { diffLines } from '../report/diff-lines.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext, CommandDefinition } from '../shell/command.js';
import { wrongUsage } from '../shell/wrong-usage.js';
import { stepComments } from '../texts/step-comments.js';
import { t } from '../texts/translate.js';
import { editorFiles } from './editor-files.js';
import { DEFAULT_FOLDER, exerciseAndFolder } from './exercise-and-folder.js';
import {
  type EarlierFile,
  type Files,
  filesIn,
  textIn,
  writeMissing,
  writeStarterFiles,
} from './starter-files.js';

export const start: CommandDefinition = {
  name: 'start',
  summary: t('start.summary'),
  details: t('start.details', { folder: DEFAULT_FOLDER }),
  arguments: [
    { name: 'exercise', summary: t('start.exercise') },
    { name: 'dir', summary: t('start.dir', { folder: DEFAULT_FOLDER }) },
  ],
  options: [],
  examples: ['start', 'start 2', 'start ./sleepy', 'start off_the_js_thread sleepy'],

  async run(context, args) {
    const named = exerciseAndFolder(context, args);
    const exercise = named.exercise ?? defaultExercise(context);
    const { folder = DEFAULT_FOLDER } = named;
    const { terminal } = context;
    if (exercise.needsNoFolder) return selectWithoutFiles(context, exercise);
    const target = path.resolve(folder);
    const { tick, skip } = terminal.symbols;
    const name = (file: string) => path.join(folder, file);
    const starter = starterFiles(exercise, folder);
    const { written, replaced, kept } = reportWriteErrors(target, folder, () =>
      writeStarterFiles(starter, target, (file) => earlierFiles(context, exercise, folder, file)),
    );
    for (const file of written)
      context.say(`${terminal.paint.green(tick)} ${t('start.wrote', { file: name(file) })}`);
    for (const { file, copy } of replaced) {
      const names = { file: name(file), copy: name(copy) };
      context.say(`${terminal.paint.green(tick)} ${t('start.replaced', names)}`);
    }
    for (const file of kept)
      context.say(`${terminal.paint.dim(skip)} ${t('start.kept', { file: name(file) })}`);
    for (const file of kept)
      sayStepsOf(context, { exercise, folder, file, starter: starter[file]! }, path.join(target, file));
    // If the cache folder cannot be written, verify will report it.
    const forEditor = await editorFiles().catch(() => ({}));
    const added = reportWriteErrors(target, folder, () => writeMissing(forEditor, target)).written;
    for (const file of added) {
      context.say(`${terminal.paint.green(tick)} ${t('start.forEditor', { file: name(file) })}`);
    }
    context.progress.select(exercise.id);
    context.say(`\n${t('select.selected', { title: exercise.title })}`);
    context.say(t('start.nextStep', { folder: withSlash(folder) }));
    return EXIT.ok;
  },
};

/** The exercise's starter files. */
function starterFiles(exercise: Exercise, folder: string): Files {
  const files = Object.entries(filesIn(templateFolder(exercise)));
  return Object.fromEntries(files.map(([file, text]) => [file, forFolder(text, folder)]));
}

/** Adapts the commands in comments of a starter file to the folder's name. */
function forFolder(text: string, folder: string): string {
  const command = (name: string) => `${packageJson.name} run ${name}`;
  return text.replaceAll(command(`${DEFAULT_FOLDER}/`), command(withSlash(folder)));
}

/** What other exercises start from or end with under this file name, those just before this one first. */
function earlierFiles(
  { catalogue }: CommandContext,
  exercise: Exercise,
  folder: string,
  file: string,
): EarlierFile[] {
  const withFiles = catalogue.exercises.filter(({ needsNoFolder }) => !needsNoFolder);
  const place = withFiles.findIndex(({ id }) => id === exercise.id);
  const others = [...withFiles.slice(0, place).reverse(), ...withFiles.slice(place + 1)];
  return others.flatMap((other) =>
    [templateFolder(other), solutionFolder(other)].flatMap((from) => {
      const text = textIn(path.join(from, file));
      return text === undefined ? [] : [{ exerciseId: other.id, content: forFolder(text, folder) }];
    }),
  );
}

interface KeptFile {
  readonly exercise: Exercise;
  readonly folder: string;
  readonly file: string;
  readonly starter: string;
}

/**
 * Prints what leads through the exercise, if the learner's own file lacks it: what the starter file has that the answer of
 * an earlier exercise, on which it is based, has not; or only its steps, if it is based on none.
 */
function sayStepsOf(context: CommandContext, kept: KeptFile, target: string): void {
  const { file, starter } = kept;
  const steps = stepComments(starter);
  if (steps.length === 0 || textIn(target) === starter) return;
  const base = baseOf(context, kept);
  if (base) {
    context.say(`\n${t('start.changes', { file, title: base.title })}\n`);
    for (const line of base.changes) context.print(line);
    return;
  }
  context.say(`\n${t('start.steps', { file })}`);
  for (const step of steps) {
    context.print('');
    for (const line of step.split('\n')) {
      // Lines of code are not wrapped.
      if (line.startsWith(' ')) context.print(line);
      else context.say(line);
    }
  }
}

/** The earlier exercise whose answer differs least from the starter file, and how; `undefined` if most of it differs. */
function baseOf(
  { catalogue, terminal }: CommandContext,
  { exercise, folder, file, starter }: KeptFile,
): { title: string; changes: string[] } | undefined {
  const earlier = catalogue.exercises.slice(0, catalogue.exercises.indexOf(exercise));
  const bases = earlier.flatMap((other) => {
    const answer = other.needsNoFolder ? undefined : textIn(path.join(solutionFolder(other), file));
    if (answer === undefined) return [];
    const changes = diffLines(withoutHeader(forFolder(answer, folder)), withoutHeader(starter), terminal);
    return [{ title: other.title, changes }];
  });
  const [nearest] = bases.sort((a, b) => a.changes.length - b.changes.length);
  return nearest && nearest.changes.length < starter.split('\n').length ? nearest : undefined;
}

/** Without the comment at its top, which only introduces the file. */
function withoutHeader(text: string): string {
  return text.replace(/^(?:\/\/.*\n)+/, '');
}

/** For an exercise about the machine, there are no files to write. */
function selectWithoutFiles(context: CommandContext, { id, title }: Exercise): number {
  context.progress.select(id);
  context.say(t('select.selected', { title }));
  context.say(t('start.nothingToWrite'));
  return EXIT.ok;
}

/**
 * The selected exercise or, if none is selected, the first one that isn't completed. An exercise without files is
 * skipped: the next one that has files is returned.
 */
function defaultExercise(context: CommandContext): Exercise {
  const { catalogue, progress, say } = context;
  const selected = catalogue.exercises.find((exercise) => exercise.id === progress.current);
  const isDone = (id: string) => progress.isCompleted(id);
  const first = selected ?? catalogue.next(undefined, isDone) ?? catalogue.exercises[0]!;
  if (!first.needsNoFolder) return first;
  if (!isDone(first.id)) say(`${t('start.passedOver', { title: first.title, id: first.id })}\n`);
  const withFiles = catalogue.exercises.filter(({ needsNoFolder }) => !needsNoFolder);
  return withFiles.find(({ id }) => !isDone(id)) ?? withFiles[0] ?? first;
}

/**
 * Converts errors about the target folder into messages.
 * @param folder as the learner wrote it, for the message
 * @throws {Stop} when the target folder cannot be written
 */
function reportWriteErrors<T>(target: string, folder: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code, path: file, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
    // Anything but a system error about the target folder is a bug.
    if (code === undefined || !isAncestorOrInside(dest ?? file ?? '', target)) throw error;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw wrongUsage('start.notAFolder', { folder });
    throw wrongUsage('start.unwritable', { folder, reason: code });
  }
}

function isAncestorOrInside(file: string, target: string): boolean {
  return `${file}${path.sep}`.startsWith(target + path.sep) || target.startsWith(file + path.sep);
}

/** Texts write folders with a slash at the end. */
function withSlash(folder: string): string {
  return /[/\\]$/.test(folder) ? folder : `${folder}/`;
}
