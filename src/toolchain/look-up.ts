import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { t } from '../texts/translate.js';
import { runTool } from './run-tool.js';

export type LookUp =
  | { readonly file: string }
  /** Why there is none, as a text. */
  | { readonly file: undefined; readonly reason: string };

/** Finds the executable file of a command as a shell does: a path is used as it is, a name is searched on the PATH. */
export function lookUp(command: string): LookUp {
  if (/[/\\]/.test(command)) {
    return isProgram(command) ? { file: command } : { file: undefined, reason: unusable(command) };
  }
  const candidates = pathFolders().flatMap((folder) =>
    fileNames(command).map((name) => path.join(folder, name)),
  );
  const file = candidates.find(isProgram);
  if (file !== undefined) return { file };
  const present = candidates.find(isFile);
  return {
    file: undefined,
    reason: present === undefined ? t('toolchain.reason.not-on-path') : unusable(present),
  };
}

/** The folders of the PATH, in order. */
export function pathFolders(): string[] {
  return (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
}

/**
 * On macOS, make, python3 and the compilers in /usr/bin are shims. Until the Xcode Command Line Tools are installed,
 * running one opens a window that offers to install them. So check before running such a file.
 * @returns why the file must not be run; `undefined` if it can be
 * @throws the reason of `signal` when it is aborted
 */
export async function xcodeShimProblem(
  file: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (process.platform !== 'darwin' || path.dirname(file) !== '/usr/bin') return undefined;
  const tools = await runTool('/usr/bin/xcode-select', ['-p'], { signal });
  return tools.kind === 'ended' && tools.ok ? undefined : t('toolchain.reason.stand-in');
}

function unusable(file: string): string {
  return t(isFile(file) ? 'toolchain.reason.not-executable' : 'toolchain.reason.no-such-file', { file });
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return isFile(file);
  } catch {
    return false;
  }
}

function fileNames(command: string): string[] {
  if (process.platform !== 'win32') return [command];
  const endings = (process.env.PATHEXT ?? '.COM;.EXE;.BAT;.CMD').split(';');
  return [command, ...endings.map((ending) => command + ending)];
}
