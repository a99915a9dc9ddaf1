import path from 'node:path';
import { watch } from 'chokidar';

/** Files that are written by tools, not by the learner. */
const IGNORED = new Set(['node_modules', '.git', 'build']);
/** Editors save in several steps: `onChange` is called once nothing has changed for this long. */
const DEBOUNCE_MS = 60;
/** If changes never pause, `onChange` is called this often. */
const MAX_WAIT_MS = 1_000;

/**
 * Calls `onChange` after something in the folder was changed, added or removed. The parent folder is watched, so that
 * the folder itself can be removed and created again, for example by a checkout.
 * @returns a function that stops watching
 */
export async function watchFolder(folder: string, onChange: () => void): Promise<() => Promise<void>> {
  const watched = path.resolve(folder);
  const parent = path.dirname(watched);
  const watcher = watch(parent, {
    ignoreInitial: true,
    ignored: (file) => {
      const relative = path.relative(watched, file);
      if (path.resolve(file) === parent || relative === '') return false;
      const inside = !relative.startsWith('..') && !path.isAbsolute(relative);
      return !inside || relative.split(path.sep).some((name) => IGNORED.has(name));
    },
  });
  let debounce: NodeJS.Timeout | undefined;
  let firstAt: number | undefined;
  const notify = () => {
    firstAt = undefined;
    onChange();
  };
  watcher.on('all', () => {
    const now = performance.now();
    firstAt ??= now;
    clearTimeout(debounce);
    debounce = setTimeout(notify, Math.max(0, Math.min(DEBOUNCE_MS, firstAt + MAX_WAIT_MS - now)));
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  // Without a listener, an error event (a file that cannot be watched) would end the process.
  watcher.on('error', () => {});
  return async () => {
    clearTimeout(debounce);
    await watcher.close();
  };
}
