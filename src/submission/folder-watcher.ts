import path from 'node:path';
import { watch } from 'chokidar';

/** Files that tools make: a build beside the sources, or what npm installs. */
const LEFT_OUT = new Set(['node_modules', '.git', 'build']);
/** Editors save in several steps, and people in bursts: one change is told when it was quiet for so long, ms. */
const QUIET_MS = 60;
/** In an endless stream of saves, one is told at least so often, ms. */
const LONGEST_WAIT_MS = 1_000;

/**
 * Calls `onChange` after something in the folder was changed, added or removed. What is watched is the folder above:
 * so the folder itself may go and come back, as it does when it is checked out anew or renamed by an editor.
 * @returns what ends the watching
 */
export async function watchFolder(folder: string, onChange: () => void): Promise<() => Promise<void>> {
  const watched = path.resolve(folder);
  const above = path.dirname(watched);
  const watcher = watch(above, {
    ignoreInitial: true,
    ignored: (file) => {
      const relative = path.relative(watched, file);
      if (path.resolve(file) === above || relative === '') return false;
      const inside = !relative.startsWith('..') && !path.isAbsolute(relative);
      return !inside || relative.split(path.sep).some((name) => LEFT_OUT.has(name));
    },
  });
  let quiet: NodeJS.Timeout | undefined;
  let firstAt: number | undefined;
  const tell = () => {
    firstAt = undefined;
    onChange();
  };
  watcher.on('all', () => {
    const now = performance.now();
    firstAt ??= now;
    clearTimeout(quiet);
    quiet = setTimeout(tell, Math.max(0, Math.min(QUIET_MS, firstAt + LONGEST_WAIT_MS - now)));
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  // What cannot be watched is reported as an error event; without a listener it would end the process.
  watcher.on('error', () => {});
  return async () => {
    clearTimeout(quiet);
    await watcher.close();
  };
}
