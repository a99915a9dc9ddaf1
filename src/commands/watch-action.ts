import { interruptible } from '../process/signals.js';
import { EXIT } from '../report/stop.js';
import type { CommandContext, CommandOptions } from '../shell/command.js';
import { openKeyboard } from '../shell/keyboard.js';
import { watchFolder } from '../submission/folder-watcher.js';
import { requireFolder } from '../submission/require-folder.js';
import { t } from '../texts/translate.js';
import { chosenExercise } from './chosen-exercise.js';
import { packageFolder } from './package-folder.js';
import { WatchSession } from './watch-session.js';

/** Implements `watch`; loaded on demand. @returns the exit code */
export async function runWatch(
  context: CommandContext,
  args: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const exercise = chosenExercise(context, typeof options.exercise === 'string' ? [options.exercise] : []);
  const folder = packageFolder(args[0], 'watch');
  requireFolder(folder);
  const { interactive } = context.terminal;

  const session = new WatchSession(context, exercise, folder);
  return await interruptible(async (signal) => {
    signal.addEventListener('abort', () => session.end(EXIT.interrupted), { once: true });
    const unwatch = await watchFolder(folder, () => session.verify());
    const closeKeyboard = interactive ? openKeyboard((key) => session.press(key)) : () => {};
    try {
      session.verify();
      const code = await session.ended;
      if (code === EXIT.interrupted) context.warn(t('watch.ended'));
      return code;
    } finally {
      closeKeyboard();
      await unwatch();
    }
  });
}
