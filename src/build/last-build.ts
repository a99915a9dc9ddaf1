/** Records what a build read and wrote, to tell whether another build would change anything. */
import { promises as fs, statSync } from 'node:fs';
import path from 'node:path';

/** The name of the record in `build/`. */
const BUILT_FROM = 'built-from';

interface LastBuild {
  readonly inputs: string;
  /** Files outside the package that were compiled, relative to the package's folder. */
  readonly read: readonly FileState[];
  /** Everything in `build/`. */
  readonly made: readonly FileState[];
}

/** A file with its size in bytes and its modification time; both are -1 if it does not exist. */
export type FileState = readonly [file: string, size: number, mtimeMs: number];

/** Whether no file that make checks has changed since `rememberBuild` recorded a build with the same inputs. */
export async function isUpToDate(packageFolder: string, inputs: string): Promise<boolean> {
  const text = await fs.readFile(path.join(packageFolder, 'build', BUILT_FROM), 'utf8').catch(() => '{}');
  const { inputs: last, read, made }: Partial<LastBuild> = JSON.parse(text);
  return last === inputs && [...read!, ...made!].every((state) => isUnchanged(packageFolder, state));
}

/** Records that `build/` was built from these inputs. A new build must call `forgetBuild` before it starts. */
export async function rememberBuild(packageFolder: string, inputs: string): Promise<void> {
  const made = await filesMade(packageFolder);
  const note: LastBuild = {
    inputs,
    read: await filesRead(packageFolder),
    made: made.map((file) => stateOf(packageFolder, file)),
  };
  await fs.writeFile(path.join(packageFolder, 'build', BUILT_FROM), JSON.stringify(note));
}

export async function forgetBuild(packageFolder: string): Promise<void> {
  await fs.rm(path.join(packageFolder, 'build', BUILT_FROM), { force: true });
}

export function isUnchanged(packageFolder: string, [file, size, mtimeMs]: FileState): boolean {
  const stats = statSync(path.join(packageFolder, file), { throwIfNoEntry: false });
  return stats !== undefined && stats.size === size && stats.mtimeMs === mtimeMs;
}

/** The files in `build/`, relative to the package's folder. */
export async function filesMade(packageFolder: string): Promise<string[]> {
  const entries = await fs.readdir(path.join(packageFolder, 'build'), {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== BUILT_FROM)
    .map((entry) => path.relative(packageFolder, path.join(entry.parentPath, entry.name)));
}

/** The included headers outside the package, from make's `.d` files. */
export async function filesRead(packageFolder: string): Promise<FileState[]> {
  const build = path.join(packageFolder, 'build');
  const rules = (await filesMade(packageFolder)).filter((file) => file.endsWith('.d'));
  const texts = await Promise.all(rules.map((file) => fs.readFile(path.join(packageFolder, file), 'utf8')));
  const names = texts.flatMap((text) =>
    text
      .replace(/^cmd_.*$/gm, '')
      .replace(/\\\n/g, ' ')
      .split(/(?<!\\)\s+/)
      .map((word) => word.replace(/:$/, '').replace(/\\(.)/g, '$1'))
      .filter(Boolean),
  );
  const relative = [...new Set(names)].map((name) => path.relative(packageFolder, path.resolve(build, name)));
  return relative
    .filter((file) => file.startsWith('..') || file.startsWith('node_modules'))
    .map((file) => stateOf(packageFolder, file));
}

function stateOf(packageFolder: string, file: string): FileState {
  const stats = statSync(path.join(packageFolder, file), { throwIfNoEntry: false });
  return [file, stats?.size ?? -1, stats?.mtimeMs ?? -1];
}
