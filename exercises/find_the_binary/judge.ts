/** Judges of the JavaScript that loads the add-on. Each returns what is wrong, or `undefined`. */
import path from 'node:path';
import { loadFailure } from '../../src/course/process-verdicts.js';
import { endingOrActivity } from '../../src/harness/parent/describe-ending.js';
import { endingOf, eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { machineSpecificPath, pathWithoutDot } from './javascript.js';

/** The names that the compiled add-on exports. */
export function exportedNames(alone: RunRecord): string[] {
  return String(observation(alone, 'exports') ?? '').split(' ');
}

/** Judges that the package loads. */
export function packageLoads(run: RunRecord, packageFolder: string, mainFile: string): Verdict {
  const failed = eventsOf(run, 'load-failed')[0];
  if (!failed)
    return observation(run, 'exports') === undefined
      ? finding('loads.ended-early', { ending: endingOrActivity(run) })
      : undefined;
  const message = firstLine(failed.message);
  const without = pathWithoutDot(message, path.join(packageFolder, path.dirname(failed.where ?? '')));
  if (without !== undefined)
    return finding('loads.path-without-dot', { message, path: without }, failed.where);
  const file = machineSpecificPath(message, mainFile);
  if (file !== undefined) return finding('loads.of-one-machine', { message, file }, failed.where);
  const situation = SITUATIONS.find(([pattern]) => pattern.test(failed.message))?.[1];
  if (situation === undefined) return loadFailure(run);
  return finding(`loads.${situation}`, { message }, failed.where);
}

/** Judges that the package loads its own add-on, not one that another build has left elsewhere on this machine. */
export function loadsItsOwnAddon(run: RunRecord): Verdict {
  const file = observation(run, 'outside');
  return file === undefined ? undefined : finding('loads.outside', { file: String(file) });
}

/** Error messages of Node.js for common mistakes, and their situations. */
const SITUATIONS: readonly (readonly [RegExp, SituationOfCheck<'loads'>])[] = [
  [/Cannot find module '[^']*\.node'|Cannot find module '[./\\][^']*myaddon'/, 'no-such-file'],
  [/cannot open shared object file|image not found|no such file.*\.node/i, 'no-such-file'],
  [/Cannot find (?:module|package) '[^./\\]/, 'no-such-package'],
];

/** Error messages of Node.js for a package whose "exports" do not resolve. */
const BROKEN_EXPORTS = /No "exports" main defined|Package subpath|Cannot find module '[^']*installed/;

/** Judges that the package passes on the reference add-on's exports. */
export function passesOnExports(run: RunRecord, check: 'passes-on-exports' | 'importable'): Verdict {
  const failed = eventsOf(run, 'load-failed')[0];
  if (failed) {
    const situation = /file extension "\.node"/.test(failed.message)
      ? 'importable.node-file'
      : BROKEN_EXPORTS.test(failed.message)
        ? 'importable.exports-map'
        : (`${check}.failed` as const);
    return finding(situation, { message: firstLine(failed.message) }, failed.where);
  }
  const how = observation(run, 'how');
  if (how === undefined) return finding(`${check}.ended-early`, { ending: endingOrActivity(run) });
  if (how === 'unchanged') return undefined;
  const seen = (name: string) => String(observation(run, name) ?? '');
  const values = { name: seen('name'), names: seen('names'), shown: seen('shown'), nested: seen('nested') };
  if (check === 'importable') return finding(`importable.${how === 'promise' ? how : 'differs'}`, values);
  if (observation(run, 'dlopen') !== undefined || how === 'function' || how === 'promise')
    return finding(`passes-on-exports.${how as SituationOfCheck<'passes-on-exports'>}`, values);
  return finding(`passes-on-exports.${values.names === '' ? 'untouched' : 'not-loaded'}`, values);
}

const LOADS_IN = {
  'any-folder': { failed: 'any-folder.failed', differs: 'any-folder.differs' },
  'finds-debug-build': { failed: 'finds-debug-build.failed', differs: 'finds-debug-build.differs' },
  // A debug build that is found only from the package's own folder.
  elsewhere: {
    failed: 'finds-debug-build.elsewhere-failed',
    differs: 'finds-debug-build.elsewhere-differs',
  },
} as const;

/** Judges that the package loads in another place or working directory, and exports the same names. */
export function loadsIn(
  run: RunRecord,
  check: 'any-folder' | 'finds-debug-build',
  names: readonly string[],
  cwd: 'own' | 'elsewhere' = 'own',
): Verdict {
  const { failed: cannotLoad, differs } = LOADS_IN[cwd === 'own' ? check : 'elsewhere'];
  const failed = eventsOf(run, 'load-failed')[0];
  if (failed) return finding(cannotLoad, { message: firstLine(failed.message) }, failed.where);
  const exported = observation(run, 'exports');
  if (exported === undefined) return finding(`${check}.ended-early`, { ending: endingOrActivity(run) });
  if (names.every((name) => String(exported).split(' ').includes(name))) return undefined;
  return finding(differs, { shown: String(observation(run, 'shown')) });
}

/** Judges that loading a package without a working add-on throws an error. */
export function throwsWithoutBinary(run: RunRecord, what: 'none' | 'broken'): Verdict {
  const shown = observation(run, 'shown') ?? observation(run, 'loaded-anyway');
  const failed = eventsOf(run, 'load-failed')[0];
  if (shown === undefined && failed)
    return failed.value === undefined
      ? undefined
      : finding('throws-without-binary.no-error', { value: failed.value }, failed.where);
  if (shown !== undefined) return finding(`throws-without-binary.${what}`, { shown: String(shown) });
  const ending = endingOf(run);
  return ending.kind === 'exited'
    ? finding('throws-without-binary.exits', { code: ending.code })
    : finding('throws-without-binary.ended-early', { ending: endingOrActivity(run) });
}

/**
 * Judges that loading has no side effects.
 * @param when `-in-vain` if loading threw
 */
export function leavesProcessAlone(run: RunRecord, when: '' | '-in-vain' = ''): Verdict {
  const cwd = observation(run, 'cwd');
  if (cwd) return finding(`leaves-process-alone.chdir${when}`, { cwd: String(cwd) });
  // Ignore the warnings of Node.js.
  const text = `${run.stdout}\n${run.stderr.replace(/^\((?:node:\d+\)|Use `node).*$/gm, '')}`.trim();
  return text === '' ? undefined : finding(`leaves-process-alone.prints${when}`, { said: firstLine(text) });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
