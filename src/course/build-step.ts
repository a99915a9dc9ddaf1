import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { addonFile, type BuildResult, buildPackage, resolvedTarget, targetNames } from '../build/build.js';
import type { Complaint } from '../build/complaint.js';
import type { Failure } from '../report/check.js';
import { EXIT, Stop } from '../report/stop.js';
import { type PackageJson, type PackageJsonOptions, readPackageJson } from '../submission/package-json.js';
import { t } from '../texts/translate.js';
import { compileAdvice } from './compile-advice.js';
import {
  blamedOnGyp,
  missingGyp,
  noSources,
  noTarget,
  refusedGyp,
  unreadResult,
  wrongType,
} from './gyp-faults.js';
import type { VerifyBench } from './verify-bench.js';

/** Lines of node-gyp, and those in which make says where it goes and what it is at. */
const TELLS_NOTHING = /^gyp (?:info|ERR!)|^make(?:\[\d+\])?: (?:Entering|Leaving) |^\s*[A-Z_]+\(\w+\) /;
/** The target that every exercise asks for. */
const TARGET = 'myaddon';

/**
 * Reads package.json, has gyp read binding.gyp, and builds: settles `package-json`, `binding-gyp` and `builds`.
 * Returns the compiled add-on's file in the workspace, or `undefined` after a failure.
 * @throws {Stop} when this machine lacks something that a build needs
 */
export async function buildSubmission(bench: VerifyBench): Promise<string | undefined> {
  return checkPackageJson(bench) ? buildAddon(bench) : undefined;
}

/** The first part of `buildSubmission`: reads package.json, and settles `package-json`. */
export function checkPackageJson(bench: VerifyBench, options?: PackageJsonOptions): PackageJson | undefined {
  const reading = readPackageJson(bench.folder, options);
  const passes = bench.checks.judge('package-json', reading.ok ? undefined : reading.failure);
  return reading.ok && passes ? reading.value : undefined;
}

/**
 * The second part of `buildSubmission`: settles `binding-gyp` and `builds`.
 * @throws {Stop} when this machine lacks something that a build needs
 */
export async function buildAddon(bench: VerifyBench): Promise<string | undefined> {
  return (await build(bench, TARGET)) ? addonFile(bench.packageFolder, TARGET) : undefined;
}

/** The checks of `buildAnyPackage`. */
export const ANY_BUILD_CHECKS = ['binding-gyp', 'builds'] as const;

/**
 * Builds a package whatever its targets are called: settles `binding-gyp` and `builds`. Tells whether both passed.
 * @throws {Stop} when this machine lacks something that a build needs
 */
export function buildAnyPackage(bench: VerifyBench): Promise<boolean> {
  return build(bench, undefined);
}

async function build(bench: VerifyBench, target: string | undefined): Promise<boolean> {
  const { checks } = bench;
  if (!statSync(path.join(bench.folder, 'binding.gyp'), { throwIfNoEntry: false })?.isFile()) {
    checks.fail('binding-gyp', missingGyp(bench.folder));
    return false;
  }

  bench.step(t('build.copying'));
  const { packageFolder } = await bench.openWorkspace();
  const probe = await bench.prepareProbe();
  const result = await buildPackage({
    packageFolder,
    files: bench.files,
    linkObject: probe?.file,
    strict: target !== undefined,
    signal: bench.signal,
    onStep: (step) => bench.step(t(`build.${step}`)),
  });
  bench.buildLog = result.log;
  const failure = await judgeBuild(result, packageFolder, target);
  return checks.judge('binding-gyp', failure.bindingGyp) && checks.judge('builds', failure.builds);
}

async function judgeBuild(
  result: BuildResult,
  packageFolder: string,
  target: string | undefined,
): Promise<{ bindingGyp: Failure | undefined; builds: Failure | undefined }> {
  if (result.kind === 'too-long')
    return { bindingGyp: undefined, builds: { observed: t('check.builds.too-long') } };
  const gyp = readFileSync(path.join(packageFolder, 'binding.gyp'), 'utf8');
  const targets = await targetNames(packageFolder);
  const unnamed =
    target !== undefined && targets.length > 0 && !targets.includes(target)
      ? noTarget(target, targets)
      : undefined;
  const resolved = target === undefined ? undefined : await resolvedTarget(packageFolder, target);

  if (result.kind === 'failed') {
    const { complaints, log } = result;
    const first = complaints[0];
    if (first?.kind === 'machine')
      throw new Stop(t('build.not-ready', { reason: first.message }), EXIT.notReady, log);
    if (first?.kind === 'gyp') return { bindingGyp: refusedGyp(first, gyp), builds: undefined };
    const unread = first ? undefined : unreadResult(gyp, log);
    if (unnamed || unread) return { bindingGyp: unnamed ?? unread, builds: undefined };
    const blamed = first && blamedOnGyp(first, gyp, resolved?.folders);
    return { bindingGyp: undefined, builds: blamed ?? compileFailure(complaints, log) };
  }
  const made = target === undefined || addonFile(packageFolder, target) !== undefined;
  const missing = made ? undefined : (wrongType(gyp) ?? { observed: t('check.builds.no-add-on') });
  const empty = made && target !== undefined && resolved?.objects === 0 ? noSources(target, gyp) : undefined;
  return { bindingGyp: unnamed ?? empty, builds: missing };
}

function compileFailure(complaints: readonly Complaint[], log: string): Failure {
  const [first, ...others] = complaints;
  if (!first) return { observed: t('check.builds.unknown', { log: lastLines(log) }) };
  const advice = first.kind === 'link' ? 'link' : compileAdvice(first);
  const more = others.length > 0 ? t('check.builds.more', { count: others.length }) : undefined;
  return {
    observed: [first.message, first.excerpt, more].filter(Boolean).join('\n'),
    // Where nothing particular is known, the check's common hint stands in, or the exercise's own.
    ...(advice !== undefined && { hint: t(`check.builds.${advice}-hint`) }),
    ...(first.where !== undefined && { where: first.where }),
  };
}

function lastLines(log: string): string {
  const telling = log.split('\n').filter((line) => line.trim() !== '' && !TELLS_NOTHING.test(line));
  return telling.slice(-8).join('\n');
}
