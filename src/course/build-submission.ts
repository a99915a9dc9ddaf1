import { statSync } from 'node:fs';
import path from 'node:path';
import { addonFile, type BuildResult, buildPackage } from '../build/build.js';
import type { Complaint } from '../build/complaint.js';
import { failedTarget } from '../build/failed-target.js';
import { type GypSource, readGypSources } from '../build/gyp-source.js';
import { resolvedTarget, targetNames } from '../build/resolved-target.js';
import { type Finding, finding, type Verdict } from '../report/finding.js';
import { EXIT, Stop } from '../report/stop.js';
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
import { linkFault } from './link-faults.js';
import { stopIfMachineCannotBuild } from './machine-fault.js';
import { oldStandard } from './old-standard.js';
import type { Verification } from './verification.js';

/** Lines of node-gyp, and progress messages of make. */
const NOISE = /^gyp (?:info|ERR!)|^make(?:\[\d+\])?: (?:Entering|Leaving) |^\s*[A-Z_]+\(\w+\) /;

/** The result of a build, as findings of the checks `binding-gyp` and `builds`. */
export interface BuildOutcome {
  readonly bindingGyp: Verdict;
  readonly builds: Verdict;
  /** The compiled add-on of the requested target, if the build produced it. */
  readonly addonFile?: string | undefined;
}

/**
 * Copies the learner's files to the workspace and builds them.
 * @param target a target that binding.gyp has to contain; `undefined` if any target will do
 * @throws {Stop} when something that a build needs is missing on this machine
 */
export async function buildTarget(
  verification: Verification,
  target: string | undefined,
): Promise<BuildOutcome> {
  if (!statSync(path.join(verification.folder, 'binding.gyp'), { throwIfNoEntry: false })?.isFile())
    return { bindingGyp: missingGyp(verification.folder), builds: undefined };

  verification.step(t('build.copying'));
  const { packageFolder } = await verification.openWorkspace();
  const probe = await verification.prepareProbe();
  const result = await buildPackage({
    packageFolder,
    files: verification.files,
    linkObject: probe,
    strict: target !== undefined,
    signal: verification.signal,
    sandbox: verification.sandbox,
    onStep: (step) => verification.step(t(`build.${step}`)),
  });
  verification.buildLog = result.log;
  if (result.kind === 'failed' && isBlameless(result.complaints))
    await stopIfMachineCannotBuild(result.log, verification.signal);
  const judged = await judgeBuild(result, verification, target);
  return {
    ...judged,
    addonFile: target === undefined ? undefined : addonFile(packageFolder, target),
  };
}

/** Variables with flags that compilers and linkers get besides those of binding.gyp. */
const FLAGS = ['CFLAGS', 'CXXFLAGS', 'CPPFLAGS', 'LDFLAGS', 'CPATH', 'LIBRARY_PATH'];

/** Whether the build may have failed for a reason that does not lie in the package. */
function isBlameless([first]: readonly Complaint[]): boolean {
  if (first === undefined) return true;
  // gyp could not start a program.
  if (first.kind === 'gyp') return /^(?:FileNotFound|Permission|OS)Error: /.test(first.message);
  return first.where === undefined && FLAGS.some((name) => process.env[name]);
}

async function judgeBuild(
  result: BuildResult,
  { packageFolder, files }: Pick<Verification, 'packageFolder' | 'files'>,
  target: string | undefined,
): Promise<{ bindingGyp: Verdict; builds: Verdict }> {
  if (result.kind === 'too-long') return { bindingGyp: undefined, builds: finding('builds.too-long') };
  const targets = await targetNames(packageFolder);
  const unnamed =
    target !== undefined && targets.length > 0 && !targets.includes(target)
      ? noTarget(target, targets)
      : undefined;
  if (result.kind === 'failed') return judgeFailedBuild(result, { packageFolder, files }, target, unnamed);

  if (target === undefined) return { bindingGyp: undefined, builds: undefined };
  if (addonFile(packageFolder, target) === undefined) {
    const wrong = wrongType(await readBindingGyp(packageFolder), target);
    return { bindingGyp: unnamed, builds: wrong ?? finding('builds.no-add-on') };
  }
  const isEmpty = (await resolvedTarget(packageFolder, target))?.sources.length === 0;
  const empty = isEmpty ? noSources(target, await readBindingGyp(packageFolder)) : undefined;
  return { bindingGyp: unnamed ?? empty, builds: undefined };
}

async function judgeFailedBuild(
  { complaints, log }: Extract<BuildResult, { kind: 'failed' }>,
  { packageFolder, files }: Pick<Verification, 'packageFolder' | 'files'>,
  target: string | undefined,
  unnamed: Verdict,
): Promise<{ bindingGyp: Verdict; builds: Verdict }> {
  const first = complaints[0];
  if (first?.kind === 'machine')
    throw new Stop(t('build.not-ready', { reason: first.message }), EXIT.notReady, log);
  const gyp = await readBindingGyp(packageFolder);
  if (first?.kind === 'gyp') return { bindingGyp: refusedGyp(first, gyp), builds: undefined };
  const unread = first ? undefined : unreadResult(gyp, log);
  if (unnamed || unread) return { bindingGyp: unnamed ?? unread, builds: undefined };
  if (!first) return { bindingGyp: undefined, builds: compileFailure(complaints, log) };
  const failed = failedTarget(log, first, target);
  if (first.kind === 'link') {
    const own = files.map(({ relative }) => relative);
    const wrong = failed === target && failed !== undefined ? wrongType(gyp, failed) : undefined;
    const fault =
      wrong ??
      (await linkFault(complaints, { packageFolder, files: own, gypText: gyp.text, target: failed }));
    return { bindingGyp: undefined, builds: fault ?? compileFailure(complaints, log) };
  }
  const known = failed ?? target;
  const resolved = known === undefined ? undefined : await resolvedTarget(packageFolder, known);
  const blamed =
    blamedOnGyp(first, gyp, known, resolved?.folders) ?? oldStandard(log, gyp.text, resolved?.standard);
  return { bindingGyp: undefined, builds: blamed ?? compileFailure(complaints, log) };
}

async function readBindingGyp(packageFolder: string): Promise<GypSource> {
  const [gyp] = await readGypSources(packageFolder, ['binding.gyp']);
  return gyp!;
}

function compileFailure(complaints: readonly Complaint[], log: string): Finding {
  const [first, ...others] = complaints;
  if (!first) return finding('builds.unknown', { log: lastLines(log) });
  const advice = first.kind === 'link' ? 'link' : (compileAdvice(first) ?? 'refused');
  const values = {
    message: first.message,
    excerpt: first.excerpt ? `\n${first.excerpt}` : '',
    more: others.length > 0 ? { text: 'check.builds.more', values: { count: others.length } } : '',
  };
  return finding(`builds.${advice}`, values, first.where);
}

function lastLines(log: string): string {
  const relevant = log.split('\n').filter((line) => line.trim() !== '' && !NOISE.test(line));
  return relevant.slice(-8).join('\n');
}
