import { createRequire } from 'node:module';
import path from 'node:path';
import semver from 'semver';
import { t } from '../texts/translate.js';
import { gypOption } from './gyp-option.js';
import { lookUp, xcodeShimProblem } from './look-up.js';
import { failureReason, firstLine, runTool } from './run-tool.js';
import type { Attempt, ToolFinding } from './tool-finding.js';
import { variablesSet } from './variables-set.js';

/** The oldest version that node-gyp accepts (`lib/find-python.js`). */
const ACCEPTED = '3.6.0';
/** The oldest version that node-gyp's copy of gyp supports. */
const REQUIRED = '3.9.0';

/** Variables that change where Python looks for its own library. */
const INTERFERING = /^(PYTHONHOME|PYTHONPATH)$/;

// Valid in Python 2 as well, so that a version that is too old can be reported.
const PRINT_VERSION = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';

interface Candidate {
  readonly place: string;
  readonly command: string;
  readonly args?: readonly string[];
}

/**
 * Finds the Python that node-gyp will use, by node-gyp's rules: NODE_GYP_FORCE_PYTHON only or, in this order, npm's
 * setting, PYTHON, python3 and python. The first one of at least 3.6 is used, and must be able to run gyp.
 * @throws the reason of `signal` when it is aborted
 */
export async function findPython(signal?: AbortSignal): Promise<ToolFinding> {
  const forced = process.env.NODE_GYP_FORCE_PYTHON;
  const attempts: Attempt[] = [];
  let anyFailed = false;
  for (const candidate of candidates(forced)) {
    const python = await examine(candidate, signal);
    if ('reason' in python) {
      attempts.push({ place: candidate.place, reason: python.reason });
      anyFailed ||= python.wasRun;
      continue;
    }
    const gypProblem = await findGypProblem(python.file, python.version, signal);
    if (gypProblem === undefined)
      return { found: true, thing: 'python', version: python.version, where: python.file };
    attempts.push(
      { place: `${candidate.place} (${python.file})`, reason: gypProblem },
      ...variablesSet(INTERFERING),
    );
    const problem = isOlder(python.version, REQUIRED) ? 'too-old' : 'no-gyp';
    return missing(problem, attempts, { version: python.version, where: python.file });
  }
  attempts.push(...variablesSet(INTERFERING));
  if (anyFailed && process.env.PYTHONHOME) return missing('led-astray', attempts, {});
  if (forced) return missing('forced', attempts, { value: forced });
  const unset = { place: unsetVariables().join(', '), reason: t('toolchain.reason.not-set') };
  return missing('missing', [unset, ...attempts], {});
}

function candidates(forced: string | undefined): Candidate[] {
  if (forced) return [{ place: `NODE_GYP_FORCE_PYTHON=${forced}`, command: forced }];
  const option = gypOption('python');
  const { PYTHON } = process.env;
  return [
    ...(option ? [{ place: `${option.variable}=${option.value}`, command: option.value }] : []),
    ...(PYTHON ? [{ place: `PYTHON=${PYTHON}`, command: PYTHON }] : []),
    ...(process.platform === 'win32' ? [{ place: 'py -3', command: 'py', args: ['-3'] }] : []),
    { place: 'python3', command: 'python3' },
    { place: 'python', command: 'python' },
  ];
}

function unsetVariables(): string[] {
  const set = [gypOption('python') && 'npm_config_python', process.env.PYTHON && 'PYTHON'];
  return ['NODE_GYP_FORCE_PYTHON', 'npm_config_python', 'PYTHON'].filter((name) => !set.includes(name));
}

/** Runs the candidate to get the path of its executable and its version. */
async function examine(
  { command, args = [] }: Candidate,
  signal: AbortSignal | undefined,
): Promise<{ file: string; version: string } | { reason: string; wasRun: boolean }> {
  const program = lookUp(command);
  if (program.file === undefined) return { reason: program.reason, wasRun: false };
  const shimProblem = await xcodeShimProblem(program.file, signal);
  if (shimProblem !== undefined) return { reason: shimProblem, wasRun: false };
  const run = await runTool(program.file, [...args, '-c', PRINT_VERSION], { signal });
  const [, file, version] =
    (run.kind === 'ended' && run.ok && /^(.+)\r?\n(\d+\.\d+\.\d+)\s*$/.exec(run.stdout)) || [];
  if (file === undefined || version === undefined) {
    const output = run.kind === 'ended' && run.ok ? firstLine(run.stdout) : undefined;
    const reason =
      output === undefined ? failureReason(run) : t('toolchain.reason.no-python', { odd: output });
    return { reason, wasRun: true };
  }
  if (isOlder(version, ACCEPTED)) {
    return { reason: t('toolchain.reason.version', { version }), wasRun: true };
  }
  return { file, version };
}

/** Why this Python cannot run node-gyp's copy of gyp: on some systems, parts of the standard library are missing. */
async function findGypProblem(
  file: string,
  version: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (isOlder(version, REQUIRED)) return t('toolchain.reason.version', { version });
  const nodeGyp = path.dirname(createRequire(import.meta.url).resolve('node-gyp/package.json'));
  const run = await runTool(file, [path.join(nodeGyp, 'gyp', 'gyp_main.py'), '--help'], { signal });
  return run.kind === 'ended' && run.ok ? undefined : failureReason(run);
}

function missing(problem: string, attempts: readonly Attempt[], values: Record<string, string>): ToolFinding {
  return {
    found: false,
    thing: 'python',
    problem,
    attempts,
    values: { ...values, needed: REQUIRED.replace(/\.0$/, '') },
    packages: ['python'],
  };
}

/** Python's `3.13.0rc1` isn't valid semver: only the numbers are compared. */
function isOlder(version: string, least: string): boolean {
  return semver.lt(semver.coerce(version) ?? '0.0.0', semver.coerce(least) ?? '0.0.0');
}
