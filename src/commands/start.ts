import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Exercise } from '../course/exercise.js';
import { templateFolder } from '../course/exercise-texts.js';
import { packageJson } from '../environment/package-root.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext, CommandDefinition } from '../shell/command.js';
import { wrongUsage } from '../shell/wrong-usage.js';
import { t } from '../texts/translate.js';
import { type Copied, copyMissing, writeMissing } from './copy-missing.js';
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
    if (exercise.needsNoFolder) return selectAlone(context, exercise);
    const target = path.resolve(folder);
    const { written, kept } = writing(target, folder, () =>
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
    const leading = kept.filter((file) => leads(path.join(templateFolder(exercise), file)));
    if (leading.length > 0)
      context.say(`\n${t('start.fresh', { id: exercise.id, files: leading.join(', ') })}`);
    // A cache that cannot be written is for verify to complain about.
    const forEditor = await editorFiles().catch(() => ({}));
    const added = writing(target, folder, () => writeMissing(forEditor, target)).written;
    for (const file of added) {
      context.say(
        `${terminal.paint.green(terminal.symbols.tick)} ${t('start.forEditor', { file: path.join(folder, file) })}`,
      );
    }
    context.progress.select(exercise.id);
    context.say(`\n${t('select.selected', { title: exercise.title })}`);
    context.say(t('start.nextStep', { folder: shown(folder) }));
    return EXIT.ok;
  },
};

/** The commands in comments of the template, as they have to be typed for that folder. */
function forFolder(text: string, folder: string): string {
  return text.replaceAll(
    `${packageJson.name} run ${DEFAULT_FOLDER}/`,
    `${packageJson.name} run ${shown(folder)}`,
  );
}

/** Whether comments in that file lead through the exercise. */
function leads(file: string): boolean {
  return readFileSync(file, 'utf8').includes('STEP 1');
}

/** An exercise about the machine alone: there is nothing to write. */
function selectAlone(context: CommandContext, { id, title }: Exercise): number {
  context.progress.select(id);
  context.say(t('select.selected', { title }));
  context.say(t('start.nothingToWrite'));
  return EXIT.ok;
}

/**
 * The selected exercise; who has selected nothing yet begins where the course begins. To start is to get files: from an
 * exercise that has none, it goes on to the next one that has.
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

/** @param folder as the learner named it, for the words when it cannot be written */
function writing(target: string, folder: string, write: () => Copied): Copied {
  try {
    return write();
  } catch (error) {
    const { code, path: file, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
    // Without a code and a path on the way to the target, it is no matter of the learner's disk, but a fault of ours.
    if (code === undefined || !isOnTheWay(dest ?? file ?? '', target)) throw error;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw wrongUsage('start.notAFolder', { folder });
    throw wrongUsage('start.unwritable', { folder, reason: code });
  }
}

function isOnTheWay(file: string, target: string): boolean {
  return `${file}${path.sep}`.startsWith(target + path.sep) || target.startsWith(file + path.sep);
}

/** With a slash at its end, as the texts write folders. */
function shown(folder: string): string {
  return /[/\\]$/.test(folder) ? folder : `${folder}/`;
}
