import { createHash } from 'node:crypto';
import { existsSync, promises as fs, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ChildEnd } from '../process/child.js';
import type { SourceFile } from '../submission/source-tree.js';
import { compilerComplaints } from './compiler-complaints.js';
import type { Complaint } from './complaint.js';
import { gypComplaint, missingSource } from './gyp-complaint.js';
import { machineComplaint } from './machine-complaint.js';
import { startNodeGyp } from './node-gyp.js';

/** Ends a build that hangs, ms. */
export const BUILD_LIMIT_MS = 120_000;

export type BuildResult =
  | { readonly kind: 'built'; readonly log: string; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly log: string; readonly complaints: readonly Complaint[] }
  | { readonly kind: 'too-long'; readonly log: string };

export interface BuildOptions {
  readonly packageFolder: string;
  readonly files: readonly SourceFile[];
  /** An object file to link into the add-on beside the learner's own. */
  readonly linkObject?: string | undefined;
  /** What C++ leaves undefined and a compiler can see counts as an error, as it does for MSVC by itself. */
  readonly strict?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Told what is going on: `configure`, `build`. */
  readonly onStep?: (step: 'configure' | 'compile') => void;
}

/**
 * Builds the package in its workspace with node-gyp, compiling only what changed since the last time. It is built from
 * scratch when anything changed that gyp goes by: what was built of a target or a source that is gone would pass for
 * theirs. So it is when an incremental build fails for no reason a learner could see.
 */
export async function buildPackage(options: BuildOptions): Promise<BuildResult> {
  if (options.linkObject !== undefined) await bringNear(options.linkObject, options.packageFolder);
  if (await isConfigured(options)) {
    const result = await attempt(options, ['build']);
    if (result.kind !== 'failed' || result.complaints.length > 0) return result;
  }
  await fs.rm(path.join(options.packageFolder, 'build'), { recursive: true, force: true });
  return attempt(options, ['configure', 'build']);
}

/** The names of the targets in the package's binding.gyp, in files of gyp's making. */
export async function targetNames(packageFolder: string): Promise<string[]> {
  const made = await fs.readdir(path.join(packageFolder, 'build')).catch(() => []);
  return made.flatMap((name) => /^(.*)(?:\.target\.mk|\.vcxproj)$/.exec(name)?.[1] ?? []);
}

/**
 * What gyp has made of a target's `sources` and `include_dirs`, read from the make file that it wrote; `undefined` where
 * it writes others. Commands have been run by then; among the folders are those that node-gyp adds.
 */
export async function resolvedTarget(
  packageFolder: string,
  target: string,
): Promise<{ objects: number; folders: string[] } | undefined> {
  const file = path.join(packageFolder, 'build', `${target}.target.mk`);
  const text = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // Each entry on a line of its own, the line before ending with a backslash.
  const list = (name: string) => new RegExp(`^${name} :=((?:.*\\\\\\n)*.*)`, 'm').exec(text)?.[1] ?? '';
  const lines = (name: string) =>
    list(name)
      .split(/ \\\n\t/)
      .slice(1);
  const folders = lines('INCS_Release').flatMap(
    (line) => /^"?-I(?:\$\(srcdir\)\/)?(.*?)"?$/.exec(line)?.[1] ?? [],
  );
  return { objects: lines('OBJS').length, folders };
}

/** The compiled add-on of that target, or `undefined` when the build made none. */
export function addonFile(packageFolder: string, target: string): string | undefined {
  return ['Release', 'Debug']
    .map((configuration) => path.join(packageFolder, 'build', configuration, `${target}.node`))
    .find((file) => existsSync(file));
}

/** The object file has to be next to the package: see `toolFlags`. */
async function bringNear(object: string, packageFolder: string): Promise<void> {
  const near = path.join(path.dirname(packageFolder), path.basename(object));
  if (existsSync(near)) return;
  // Whole or not at all: an interrupted copy must not be linked the next time.
  const draft = `${near}.${process.pid}`;
  await fs.copyFile(object, draft);
  await fs.rename(draft, near);
}

async function attempt(options: BuildOptions, steps: readonly string[]): Promise<BuildResult> {
  const { packageFolder } = options;
  // Missing when this attempt does not end by itself: a half-written file must not count as built.
  await fs.rm(rememberedIn(options), { force: true });
  options.onStep?.(steps.includes('configure') ? 'configure' : 'compile');
  const child = startNodeGyp({
    steps,
    cwd: packageFolder,
    signal: options.signal,
    env: toolFlags(options),
    onOutput: (text) => {
      if (text.includes('spawn make') || text.includes('msbuild')) options.onStep?.('compile');
    },
  });
  let tooLong = false;
  const limit = setTimeout(() => {
    tooLong = true;
    child.end();
  }, BUILD_LIMIT_MS);
  const end = await child.ended.finally(() => clearTimeout(limit));
  options.signal?.throwIfAborted();

  const log = `${end.stdout}${end.stderr}`;
  if (tooLong) return { kind: 'too-long', log };
  if (end.code === 0) {
    await rememberConfigured(options);
    return { kind: 'built', log, durationMs: end.durationMs };
  }
  const complaints = complaintsOf(end, packageFolder);
  if (complaints.some(({ kind }) => kind === 'compile')) await rememberConfigured(options);
  return { kind: 'failed', log, complaints };
}

/** The compiler writes to stderr and the generators to either; lines of one tool stay together in one stream. */
function complaintsOf(end: ChildEnd, packageFolder: string): Complaint[] {
  const stderr = end.stderr.toString();
  const log = `${end.stdout}\n${stderr}`;
  const gypText = readFileSync(path.join(packageFolder, 'binding.gyp'), 'utf8');
  const configureFailed = /gyp ERR! configure error/.test(stderr);
  const found =
    machineComplaint(log) ??
    (configureFailed ? gypComplaint(log, gypText) : undefined) ??
    missingSource(log, gypText);
  return found ? [found] : compilerComplaints(log, packageFolder);
}

/**
 * Learners wait for this build: without optimisation it takes half the time, and no function of theirs is merged into
 * another one, so that each has its place in their source; debug information turns addresses into lines. In DWARF 5, addr2line of binutils 2.40 takes lines of headers for lines of the source file.
 * node-gyp's make files put these after the flags of binding.gyp; MSVC does not read them.
 */
function toolFlags({ linkObject, strict }: BuildOptions): Record<string, string> {
  const flags = (name: string, ...more: string[]) =>
    [process.env[name], '-O0', '-g1', '-gdwarf-4', ...more].filter(Boolean).join(' ');
  // Named from `build/`, where make runs: that path has no spaces, whatever the folders above are called.
  const object = linkObject === undefined ? '' : `../../${path.basename(linkObject)}`;
  const LDFLAGS = [process.env.LDFLAGS, object].filter(Boolean).join(' ');
  const CFLAGS = flags('CFLAGS', ...(strict ? ERRORS_IN_C : []));
  const CXXFLAGS = flags('CXXFLAGS', ...(strict ? ['-Werror=return-type'] : []));
  return { CFLAGS, CXXFLAGS, LDFLAGS };
}

/** What newer compilers refuse by themselves: GCC from version 14, clang from 16. Older ones warn, and go on. */
export const ERRORS_IN_C = [
  'return-type',
  'implicit-function-declaration',
  'int-conversion',
  'incompatible-pointer-types',
].map((name) => `-Werror=${name}`);

/**
 * `configure` may be left out when the last attempt ended by itself, and nothing changed that gyp goes by: its own
 * files, which files there are, and which modules can be found.
 */
async function isConfigured(options: BuildOptions): Promise<boolean> {
  const remembered = await fs.readFile(rememberedIn(options), 'utf8').catch(() => undefined);
  return remembered === configuration(options);
}

async function rememberConfigured(options: BuildOptions): Promise<void> {
  await fs.writeFile(rememberedIn(options), configuration(options));
}

function rememberedIn(options: BuildOptions): string {
  return path.join(options.packageFolder, 'build', 'configured-for');
}

function configuration(options: BuildOptions): string {
  const hash = createHash('sha256').update(process.execPath).update(process.version);
  hash.update(JSON.stringify([process.env.PATH, process.env.CC, process.env.CXX, toolFlags(options)]));
  for (const { relative } of options.files) {
    hash.update(`\n${relative}\n`);
    const content = path.join(options.packageFolder, relative);
    if (/\.gypi?$|package\.json$/.test(relative)) hash.update(readFileSync(content));
  }
  for (const modules of moduleFolders(options.packageFolder)) hash.update(modules);
  return hash.digest('hex');
}

/** Each `node_modules` in which gyp's `<!(node ...)` looks for modules, with when something came or went in it. */
function moduleFolders(folder: string): string[] {
  const modules = path.join(folder, 'node_modules');
  const found = existsSync(modules) ? [`\n${realpathSync(modules)} ${statSync(modules).mtimeMs}`] : [];
  const parent = path.dirname(folder);
  return parent === folder ? found : [...found, ...moduleFolders(parent)];
}
