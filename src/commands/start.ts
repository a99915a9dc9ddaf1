import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Exercise } from '../course/exercise.js';
import { templateFolder } from '../course/exercise-texts.js';
import { packageJson } from '../environment/package-root.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext, CommandDefinition } from '../shell/command.js';
import { wrongUsage } from '../shell/wrong-usage.js';
import { t } from '../texts/translate.js';
import { type CopyResult, copyMissing, writeMissing } from './copy-missing.js';
import { editorFiles } from './editor-files.js';
import { DEFAULT_FOLDER, exerciseAndFolder } from './exercise-and-folder.js';

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
    const { written, kept } = reportWriteErrors(target, folder, () =>
      copyMissing(templateFolder(exercise), target, (text) => forFolder(text, folder)),
    );

    for (const file of written) {
      context.say(
        `${terminal.paint.green(terminal.symbols.tick)} ${t('start.wrote', { file: path.join(folder, file) })}`,
      );
    }
    for (const file of kept) {
      context.say(
        `${terminal.paint.dim(terminal.symbols.skip)} ${t('start.kept', { file: path.join(folder, file) })}`,
      );
    }
    const withSteps = kept.filter((file) => hasSteps(path.join(templateFolder(exercise), file)));
    if (withSteps.length > 0)
      context.say(`\n${t('start.fresh', { id: exercise.id, files: withSteps.join(', ') })}`);
    // If the cache folder cannot be written, verify will report it.
    const forEditor = await editorFiles().catch(() => ({}));
    const added = reportWriteErrors(target, folder, () => writeMissing(forEditor, target)).written;
    for (const file of added) {
      context.say(
        `${terminal.paint.green(terminal.symbols.tick)} ${t('start.forEditor', { file: path.join(folder, file) })}`,
      );
    }
    context.progress.select(exercise.id);
    context.say(`\n${t('select.selected', { title: exercise.title })}`);
    context.say(t('start.nextStep', { folder: withSlash(folder) }));
    return EXIT.ok;
  },
};

/** Adapts the commands in comments of the template to the folder's name. */
function forFolder(text: string, folder: string): string {
  return text.replaceAll(
    `${packageJson.name} run ${DEFAULT_FOLDER}/`,
    `${packageJson.name} run ${withSlash(folder)}`,
  );
}

/** Whether comments in the file explain the exercise step by step. */
function hasSteps(file: string): boolean {
  return readFileSync(file, 'utf8').includes('STEP 1');
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
function reportWriteErrors(target: string, folder: string, write: () => CopyResult): CopyResult {
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
