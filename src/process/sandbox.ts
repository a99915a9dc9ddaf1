/** Programs that see little of this machine and can change less, with bubblewrap. https://github.com/containers/bubblewrap */
import { existsSync, realpathSync } from 'node:fs';
import { constants, homedir, userInfo } from 'node:os';
import path from 'node:path';

const BUBBLEWRAP = 'bwrap';
/** What a shell, and so bubblewrap, adds to a signal's number to make an exit code. */
const SIGNAL_BASE = 128;

/** What a program in a sandbox can reach, besides the system's own files. Everything else at home is hidden. */
export interface Sandbox {
  readonly readable: readonly string[];
  readonly writable: readonly string[];
}

/**
 * The command that runs a program in the sandbox: without a network, in which all files are read-only but those of the
 * sandbox, and nothing is in the home and temporary folders. It ends with this process.
 */
export function inSandbox(
  command: string,
  args: readonly string[],
  { readable, writable }: Sandbox,
): { command: string; args: string[] } {
  const hidden = hiddenFolders();
  const isHidden = (file: string) => hidden.some((folder) => `${file}/`.startsWith(`${folder}/`));
  const seen = [...toolFolders(), ...readable].filter((file) => isHidden(file) && existsSync(file));
  const bind = (kind: '--ro-bind' | '--bind') => (file: string) => [kind, file, file];
  return {
    command: BUBBLEWRAP,
    args: [
      ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
      ...hidden.flatMap((folder) => ['--tmpfs', folder]),
      ...seen.flatMap(bind('--ro-bind')),
      ...writable.flatMap(bind('--bind')),
      ...['--unshare-net', '--unshare-ipc', '--unshare-pid', '--die-with-parent', '--', command, ...args],
    ],
  };
}

/** Where people keep files of their own, outer folders first. */
function hiddenFolders(): string[] {
  const folders = [...new Set([homedir(), userInfo().homedir, '/home', '/tmp', '/var/tmp', '/run/user'])];
  return folders.filter((folder) => folder !== '/' && existsSync(folder)).sort((a, b) => a.length - b.length);
}

/** Node.js and the folders of the PATH, with what programs in them find beside them: `~/.nvm/…`, `~/.pyenv`. */
function toolFolders(): string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [path.dirname(realpathSync(process.execPath)), ...folders].map((folder) => {
    const parent = path.dirname(folder);
    const isPrefix = /^(?:bin|shims)$/.test(path.basename(folder)) && !holdsMore(parent);
    return isPrefix ? parent : folder;
  });
}

/** Whether it is a home folder, the system's root, or the one in which programs of all kinds keep their data. */
function holdsMore(folder: string): boolean {
  return (
    folder === '/' ||
    folder === homedir() ||
    folder === userInfo().homedir ||
    path.basename(folder) === '.local'
  );
}

/** The signal that ended a program in a sandbox, of which bubblewrap makes an exit code. */
export function signalOf(code: number | null): NodeJS.Signals | null {
  const number = (code ?? 0) - SIGNAL_BASE;
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found === undefined ? null : (found[0] as NodeJS.Signals);
}
