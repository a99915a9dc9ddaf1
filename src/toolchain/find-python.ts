import { createRequire } from 'node:module';
import path from 'node:path';
import semver from 'semver';
import { t } from '../texts/translate.js';
import type { Attempt, Finding } from './finding.js';
import { gypOption } from './gyp-option.js';
import { lookUp, standIn } from './look-up.js';
import { firstLine, reasonOf, runTool } from './run-tool.js';
import { setVariables } from './set-variables.js';

/** From this version on, node-gyp takes a Python, and looks no further. */
const TAKEN = '3.6.0';
/** From this version on, the gyp in node-gyp is made for it. */
const NEEDED = '3.9.0';

/** Where Python looks for its own library. */
const LEADING_ASTRAY = /^(PYTHONHOME|PYTHONPATH)$/;

// Understood by every Python there is, so that one which is too old can say so.
const ASK = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';

interface Candidate {
  readonly place: string;
  readonly command: string;
  readonly args?: readonly string[];
}

/**
 * The Python that node-gyp will run gyp with, by node-gyp's own rules: NODE_GYP_FORCE_PYTHON and nothing else or, one
 * after the other, npm's setting, PYTHON, python3 and python. The first that is at least 3.6 is taken, whatever else
 * is there; it has to be able to run gyp.
 */
export async function findPython(signal?: AbortSignal): Promise<Finding> {
  const forced = process.env.NODE_GYP_FORCE_PYTHON;
  const attempts: Attempt[] = [];
  let fails = false;
  for (const candidate of candidates(forced)) {
    const python = await examine(candidate, signal);
    if ('reason' in python) {
      attempts.push({ place: candidate.place, reason: python.reason });
      fails ||= python.wasRun;
      continue;
    }
    const cannot = await cannotRunGyp(python.file, python.version, signal);
    if (cannot === undefined)
      return { found: true, thing: 'python', version: python.version, where: python.file };
    attempts.push(
      { place: `${candidate.place} (${python.file})`, reason: cannot },
      ...setVariables(LEADING_ASTRAY),
    );
    const problem = isOlder(python.version, NEEDED) ? 'too-old' : 'no-gyp';
    return missing(problem, attempts, { version: python.version, where: python.file });
  }
  attempts.push(...setVariables(LEADING_ASTRAY));
  if (fails && process.env.PYTHONHOME) return missing('led-astray', attempts, {});
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

/** Asks it where its program is and what version it has. */
async function examine(
  { command, args = [] }: Candidate,
  signal: AbortSignal | undefined,
): Promise<{ file: string; version: string } | { reason: string; wasRun: boolean }> {
  const program = lookUp(command);
  if (program.file === undefined) return { reason: program.reason, wasRun: false };
  const notReal = await standIn(program.file, signal);
  if (notReal !== undefined) return { reason: notReal, wasRun: false };
  const run = await runTool(program.file, [...args, '-c', ASK], { signal });
  const [, file, version] =
    (run.kind === 'ended' && run.ok && /^(.+)\r?\n(\d+\.\d+\.\d+)\s*$/.exec(run.stdout)) || [];
  if (file === undefined || version === undefined) {
    const odd = run.kind === 'ended' && run.ok ? firstLine(run.stdout) : undefined;
    const reason = odd === undefined ? reasonOf(run) : t('toolchain.reason.no-python', { odd });
    return { reason, wasRun: true };
  }
  if (isOlder(version, TAKEN)) {
    return { reason: t('toolchain.reason.version', { version }), wasRun: true };
  }
  return { file, version };
}

/** Why this Python cannot run the gyp that is in node-gyp; some systems come with half of its library. */
async function cannotRunGyp(
  file: string,
  version: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (isOlder(version, NEEDED)) return t('toolchain.reason.version', { version });
  const nodeGyp = path.dirname(createRequire(import.meta.url).resolve('node-gyp/package.json'));
  const run = await runTool(file, [path.join(nodeGyp, 'gyp', 'gyp_main.py'), '--help'], { signal });
  return run.kind === 'ended' && run.ok ? undefined : reasonOf(run);
}

function missing(problem: string, attempts: readonly Attempt[], values: Record<string, string>): Finding {
  return {
    found: false,
    thing: 'python',
    problem,
    attempts,
    values: { ...values, needed: NEEDED.replace(/\.0$/, '') },
    packages: ['python'],
  };
}

/** Python writes `3.13.0rc1` where others write `3.13.0-rc1`: the numbers count. */
function isOlder(version: string, least: string): boolean {
  return semver.lt(semver.coerce(version) ?? '0.0.0', semver.coerce(least) ?? '0.0.0');
}
