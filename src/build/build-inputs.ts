/** Hashes of everything that a build depends on: builds with equal hashes have the same result. */
import { createHash, type Hash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { SourceFile } from '../submission/source-tree.js';
import { nodeGypEnvironment } from './node-gyp.js';
import { isPlainGyp } from './plain-gyp.js';

/** Variables that differ between terminals and that no build tool reads. */
const WITHOUT_EFFECT =
  /^(?:_|PWD|OLDPWD|SHLVL|INIT_CWD|TERM\w*|COLORTERM|COLUMNS|LINES|NO_COLOR|FORCE_COLOR|LS_COLORS|WINDOWID|DISPLAY|SSH_\w+|XDG_\w+|DBUS_\w+|npm_(?:lifecycle|package|command|node_execpath|execpath|config_(?:local_prefix|user_agent))\w*|LEARNYOUNATIVE_\w+|_?TAPJ?S?_?\w*|COURSE_\w+|UV_THREADPOOL_SIZE)$/;

export interface BuildInputs {
  /** Everything that affects gyp in this workspace: its files, the list of source files, and the available modules. */
  readonly configuration: string;
  /**
   * For sharing builds between workspaces. `undefined` when the build may depend on more than the package's files, the
   * tools and the modules that Node.js finds, as with commands, actions or outside files in binding.gyp.
   */
  readonly shareable:
    | {
        /** Everything that affects gyp, except the workspace's location: only the length of its path counts. */
        readonly configuration: string;
        /** The same, plus the content of every file in the package. */
        readonly everything: string;
      }
    | undefined;
}

/** @param flags environment variables for the build tools */
export function buildInputs(
  packageFolder: string,
  files: readonly SourceFile[],
  flags: Readonly<Record<string, string>>,
): BuildInputs {
  const content = (relative: string) => readFileSync(path.join(packageFolder, relative));
  const common = hashOf([
    process.execPath,
    process.version,
    process.env.PATH,
    process.env.CC,
    process.env.CXX,
  ]);
  common.update(JSON.stringify(flags));
  for (const modules of moduleFolders(packageFolder)) common.update(modules);
  const configuration = common.copy();
  for (const { relative } of files) {
    configuration.update(`\n${relative}\n`);
    if (/\.gypi?$|package\.json$/.test(relative)) configuration.update(content(relative));
  }
  return {
    configuration: configuration.digest('hex'),
    shareable: isShareable(files, content) ? shareable(common, packageFolder, files, content) : undefined,
  };
}

function shareable(
  common: Hash,
  packageFolder: string,
  files: readonly SourceFile[],
  content: (relative: string) => Buffer,
): { configuration: string; everything: string } {
  const hash = common.copy().update(JSON.stringify([packageFolder.length, environment(), tools()]));
  for (const name of ['binding.gyp', 'package.json']) {
    if (files.some(({ relative }) => relative === name)) hash.update(`\n${name}\n`).update(content(name));
  }
  const everything = hash.copy();
  for (const { relative } of files) {
    const bytes = content(relative);
    everything.update(`\n${bytes.length} ${relative}\n`).update(bytes);
  }
  return { configuration: hash.digest('hex'), everything: everything.digest('hex') };
}

function isShareable(files: readonly SourceFile[], content: (relative: string) => Buffer): boolean {
  // Only make records which files a build read.
  if (process.platform === 'win32') return false;
  const gypFiles = files.filter(({ relative }) => /\.gypi?$/.test(relative));
  if (gypFiles.length !== 1 || gypFiles[0]!.relative !== 'binding.gyp') return false;
  // gyp reads ~/.gyp/include.gypi.
  return !existsSync(path.join(homedir(), '.gyp')) && isPlainGyp(content('binding.gyp').toString('utf8'));
}

function environment(): [string, string | undefined][] {
  return Object.entries(nodeGypEnvironment())
    .filter(([name]) => !WITHOUT_EFFECT.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The compilers and the system's header folders, with their modification times. */
function tools(): string[] {
  const places = (process.env.PATH ?? '').split(path.delimiter);
  const names = [process.env.CC ?? 'cc', process.env.CXX ?? 'c++', 'gcc', 'g++', 'make', 'ld', 'as'];
  const programs = names.flatMap((name) => {
    const [program = name] = name.split(' ');
    return places.map((place) => path.resolve(place, program)).find((file) => existsSync(file)) ?? [];
  });
  return [...programs, '/usr/include', '/usr/local/include'].map(
    (file) => `${file} ${statSync(file, { throwIfNoEntry: false })?.mtimeMs}`,
  );
}

/** Each `node_modules` that `<!(node ...)` searches in binding.gyp, with its modification time. */
function moduleFolders(folder: string): string[] {
  const modules = path.join(folder, 'node_modules');
  const found = existsSync(modules) ? [`\n${realpathSync(modules)} ${statSync(modules).mtimeMs}`] : [];
  const parent = path.dirname(folder);
  return parent === folder ? found : [...found, ...moduleFolders(parent)];
}

function hashOf(values: readonly (string | undefined)[]): Hash {
  return createHash('sha256').update(JSON.stringify(values));
}
