import { existsSync, promises as fs, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChildEnd } from '../process/child.js';
import { temporaryFilesIn } from '../process/clean-environment.js';
import type { Sandbox } from '../process/sandbox.js';
import type { SourceFile } from '../submission/source-tree.js';
import { t } from '../texts/translate.js';
import { keepBuild, restoreBuild } from './build-cache.js';
import { type BuildInputs, buildInputs } from './build-inputs.js';
import { compilerComplaints, refusedWarnings } from './compiler-complaints.js';
import type { Complaint } from './complaint.js';
import { gypComplaint, missingSource } from './gyp-complaint.js';
import { forgetBuild, isUpToDate, rememberBuild } from './last-build.js';
import { argumentsForLinks } from './linked-modules.js';
import { machineComplaint } from './machine-complaint.js';
import { startNodeGyp } from './node-gyp.js';
import { precompileHeader } from './precompiled-header.js';
import { productName } from './resolved-target.js';
import { toolFlags } from './tool-flags.js';

/** Timeout for a build, ms. */
const BUILD_LIMIT_MS = 120_000;

export type BuildResult =
  | { readonly kind: 'built'; readonly log: string; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly log: string; readonly complaints: readonly Complaint[] }
  | { readonly kind: 'too-long'; readonly log: string };

/** An object file that may still be compiled while the package is. */
export interface LinkObject {
  readonly file: string;
  /** Resolves when the file is there, or with `false` if there will be none. */
  readonly compiled: Promise<boolean>;
}

export interface BuildOptions {
  readonly packageFolder: string;
  readonly files: readonly SourceFile[];
  /** An object file to link into the add-on along with the learner's, if there will be one. */
  readonly linkObject?: LinkObject | undefined;
  /** Refuses what other compilers refuse: see `toolFlags`. */
  readonly strict?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Runs all tools, and what binding.gyp has them run, in a sandbox. */
  readonly sandbox?: Sandbox | undefined;
  /** Called when a step begins. */
  readonly onStep?: (step: 'configure' | 'compile') => void;
}

/**
 * Builds the package in its workspace with node-gyp, compiling only what changed since the last build. node-gyp is not
 * started when nothing changed or the same inputs were built before. The package is built from scratch when gyp's
 * inputs changed, because output of removed targets or sources would remain, and when an incremental build fails
 * without an error message for the learner.
 */
export async function buildPackage(options: BuildOptions): Promise<BuildResult> {
  const { packageFolder, files, linkObject, strict = false } = options;
  const flags = toolFlags(linkObject?.file, strict);
  const inputs = buildInputs(packageFolder, files, flags);
  if (await wasBuiltBefore(packageFolder, inputs)) {
    return { kind: 'built', log: t('build.unchanged'), durationMs: 0 };
  }
  const attempt = (...steps: string[]) => attemptBuild(options, steps, flags, inputs);
  const copied = linkObject && copyBesidePackage(linkObject, packageFolder);
  copied?.catch(() => {});
  const result = await buildIncrementally(options, inputs, attempt);
  // The linker came before the object that it was to link.
  if (result.kind === 'failed' && linkObject && result.log.includes(path.basename(linkObject.file)))
    return (await copied) ? attempt('build') : buildPackage({ ...options, linkObject: undefined });
  return result;
}

async function buildIncrementally(
  { packageFolder, signal, sandbox }: BuildOptions,
  inputs: BuildInputs,
  attempt: (...steps: string[]) => Promise<BuildResult>,
): Promise<BuildResult> {
  if ((await isConfigured(packageFolder, inputs)) || (await restoreConfiguration(packageFolder, inputs))) {
    // For the next builds, while this one occupies another processor.
    if (!sandbox) precompileHeader(packageFolder, signal).catch(() => {});
    const result = await attempt('build');
    if (result.kind !== 'failed' || result.complaints.length > 0) return result;
  }
  await fs.rm(path.join(packageFolder, 'build'), { recursive: true, force: true });
  return attempt('configure', 'build');
}

/** Whether the same inputs were built before, in this workspace or in another. */
async function wasBuiltBefore(packageFolder: string, inputs: BuildInputs): Promise<boolean> {
  if (!inputs.shareable) return false;
  const { everything } = inputs.shareable;
  if (await isUpToDate(packageFolder, everything)) return true;
  if (!(await restoreBuild('built', everything, packageFolder))) return false;
  await fs.writeFile(rememberedIn(packageFolder), inputs.configuration);
  await rememberBuild(packageFolder, everything);
  return true;
}

async function restoreConfiguration(packageFolder: string, inputs: BuildInputs): Promise<boolean> {
  return (
    inputs.shareable !== undefined &&
    (await restoreBuild('configured', inputs.shareable.configuration, packageFolder))
  );
}

/** Whether `configure` can be skipped: the last attempt was not interrupted, and gyp's inputs did not change. */
async function isConfigured(packageFolder: string, inputs: BuildInputs): Promise<boolean> {
  const remembered = await fs.readFile(rememberedIn(packageFolder), 'utf8').catch(() => undefined);
  return remembered === inputs.configuration;
}

/** The path of the target's compiled add-on, or `undefined` when the build produced none. */
export function addonFile(packageFolder: string, target: string): string | undefined {
  const name = productName(packageFolder, target);
  return ['Release', 'Debug']
    .map((configuration) => path.join(packageFolder, 'build', configuration, name))
    .find((file) => existsSync(file));
}

/** The object file has to be next to the package: see `toolFlags`. @returns whether there is one */
async function copyBesidePackage({ file, compiled }: LinkObject, packageFolder: string): Promise<boolean> {
  const copy = path.join(path.dirname(packageFolder), path.basename(file));
  if (existsSync(copy)) return true;
  if (!(await compiled)) return false;
  // Renamed into place, so that an interrupted copy is never linked.
  const draft = path.join(path.dirname(copy), `draft-${process.pid}.o`);
  await fs.copyFile(file, draft);
  await fs.rename(draft, copy);
  return true;
}

/** A folder for what compilers leave behind when they are interrupted, emptied: see `os.tmpdir`. */
async function emptyTemporaryFolder(packageFolder: string): Promise<string> {
  const folder = path.join(path.dirname(packageFolder), 'tmp');
  await fs.rm(folder, { recursive: true, force: true });
  await fs.mkdir(folder);
  return folder;
}

async function attemptBuild(
  options: BuildOptions,
  steps: readonly string[],
  flags: Readonly<Record<string, string>>,
  inputs: BuildInputs,
): Promise<BuildResult> {
  const { packageFolder } = options;
  // If this attempt is interrupted, a partially written file must not count as built.
  await fs.rm(rememberedIn(packageFolder), { force: true });
  await forgetBuild(packageFolder);
  const temporary = await emptyTemporaryFolder(packageFolder);
  options.onStep?.(steps.includes('configure') ? 'configure' : 'compile');
  const child = startNodeGyp({
    steps,
    cwd: packageFolder,
    nodeArguments: argumentsForLinks(packageFolder),
    signal: options.signal,
    sandbox: options.sandbox,
    env: { ...flags, ...temporaryFilesIn(temporary) },
    onOutput: (text) => {
      if (text.includes('spawn make') || text.includes('msbuild')) options.onStep?.('compile');
    },
  });
  let tooLong = false;
  const limit = setTimeout(() => {
    tooLong = true;
    child.end();
  }, BUILD_LIMIT_MS);
  const end = await child.ended.finally(async () => {
    clearTimeout(limit);
    // Not left to the next build, which may never be.
    await fs.rm(temporary, { recursive: true, force: true });
  });
  options.signal?.throwIfAborted();

  const log = `${end.stdout}${end.stderr}`;
  if (tooLong) return { kind: 'too-long', log };
  const configured = async () => {
    await fs.writeFile(rememberedIn(packageFolder), inputs.configuration);
    if (inputs.shareable && steps.includes('configure'))
      await keepBuild('configured', inputs.shareable.configuration, packageFolder);
  };
  if (end.code === 0) {
    const refused = options.strict ? refusedWarnings(log, packageFolder) : [];
    if (refused.length > 0) {
      // What is compiled would not be compiled again, and not be warned of.
      await fs.rm(path.join(packageFolder, 'build'), { recursive: true, force: true });
      return { kind: 'failed', log, complaints: refused };
    }
    await configured();
    if (inputs.shareable) {
      await rememberBuild(packageFolder, inputs.shareable.everything);
      await keepBuild('built', inputs.shareable.everything, packageFolder);
    }
    return { kind: 'built', log, durationMs: end.durationMs };
  }
  const complaints = complaintsOf(end, packageFolder);
  if (complaints.some(({ kind }) => kind === 'compile')) await configured();
  return { kind: 'failed', log, complaints };
}

/** Concatenates the streams, so that the lines of one tool stay together: gyp writes to both, compilers to stderr. */
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

function rememberedIn(packageFolder: string): string {
  return path.join(packageFolder, 'build', 'configured-for');
}
