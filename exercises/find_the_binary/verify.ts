import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { buildAddon, checkPackageJson } from '../../src/course/build-step.js';
import { exitsCleanly, loadFailure, processEnds } from '../../src/course/process-verdicts.js';
import { undeclared } from '../../src/course/undeclared.js';
import type { VerifyBench } from '../../src/course/verify-bench.js';
import { describeEnding, lastDoing } from '../../src/harness/parent/describe-ending.js';
import { endingOf, eventsOf, fact, type RunRecord } from '../../src/harness/parent/run-record.js';
import type { Failure } from '../../src/report/check.js';
import { failureOf } from '../../src/report/failure.js';
import { type Copies, makeCopies } from './copies.js';
import { exportsReassigned, pathOfOneMachine, pathWithoutDot } from './javascript.js';
import type { Params } from './params.js';

type Verdict = Failure | undefined;

export async function verify(bench: VerifyBench): Promise<void> {
  const manifest = checkPackageJson(bench);
  if (!manifest) return;
  const addonFile = await buildAddon(bench);
  if (addonFile === undefined) return;
  const copies = await makeCopies(bench.packageFolder, bench.files, addonFile);
  try {
    const { checks } = bench;
    const runs = startRuns(bench, addonFile, copies);
    const own = await runs.own;
    bench.mainRun = own;
    const mainFile = path.join(bench.packageFolder, manifest.main);
    const reference = await runs.reference;
    const loaded = loads(own, bench.packageFolder, mainFile) ?? loadsOwn(reference);
    if (!checks.judge('loads', loaded)) return;
    const handedOn = passesOn(reference, 'passes-on-exports');
    const reassigned = handedOn && exportsReassigned(handedOn, mainFile);
    if (!checks.judge('passes-on-exports', reassigned ?? handedOn)) return;
    const names = String(fact(await runs.alone, 'exports') ?? '').split(' ');
    if (!checks.judge('any-folder', foundIn(await runs.elsewhere, 'any-folder', names))) return;
    if (!checks.judge('importable', passesOn(await runs.imported, 'importable'))) return;
    const debug =
      foundIn(await runs.debugOnly, 'finds-debug-build', names) ??
      foundIn(await runs.debugElsewhere, 'finds-debug-build', names, 'elsewhere-');
    if (!checks.judge('finds-debug-build', debug)) return;
    const [none, broken] = [await runs.none, await runs.broken];
    const threw = throwsWithout(none, 'none') ?? throwsWithout(broken, 'broken');
    if (!checks.judge('throws-without-binary', threw)) return;
    const left = leavesAlone(own) ?? leavesAlone(await runs.elsewhere);
    const leftInVain = leavesAlone(none, '-in-vain') ?? leavesAlone(broken, '-in-vain');
    if (!checks.judge('leaves-process-alone', left ?? leftInVain)) return;
    const used = String(fact(own, 'packages') || '')
      .split(' ')
      .filter(Boolean);
    if (!checks.judge('declares-dependencies', undeclared(manifest, used, manifest.main))) return;
    if (!checks.judge('process-ends', processEnds(own))) return;
    checks.judge('exits-cleanly', exitsCleanly(own));
  } finally {
    await bench.runsEnded();
    await copies.remove();
  }
}

function startRuns(bench: VerifyBench, addonFile: string, copies: Copies) {
  const names = ['hello', ...Array.from({ length: 5 }, () => `x${randomBytes(4).toString('hex')}`)];
  const run = (scenario: string, packageFolder = bench.packageFolder, cwd = packageFolder) => {
    const params: Params = { packageFolder, names, user: copies.user };
    return bench.run(scenario, { params, addonFile, packageFolder, cwd });
  };
  const runs = {
    own: run('loadPackage'),
    reference: run('referenceAddon'),
    alone: run('addonAlone'),
    elsewhere: run('loadPackage', bench.packageFolder, path.dirname(bench.packageFolder)),
    imported: run('imported'),
    debugOnly: run('loadPackage', copies.debugOnly),
    debugElsewhere: run('loadPackage', copies.debugOnly, path.dirname(copies.debugOnly)),
    none: run('loadPackage', copies.none),
    broken: run('loadPackage', copies.broken),
  };
  // None waits for another, so none may be left to reject unheard.
  Promise.all(Object.values(runs)).catch(() => {});
  return runs;
}

/** The run got so far that the package was loaded; otherwise, why not. */
function loads(run: RunRecord, packageFolder: string, mainFile: string): Verdict {
  const failed = eventsOf(run, 'load-failed')[0];
  if (!failed)
    return fact(run, 'exports') === undefined
      ? { observed: describeEnding(run) ?? lastDoing(run) }
      : undefined;
  const message = firstLine(failed.message);
  const without = pathWithoutDot(message, path.join(packageFolder, path.dirname(failed.where ?? '')));
  if (without !== undefined)
    return failureOf('loads.path-without-dot', { message, path: without }, failed.where);
  const file = pathOfOneMachine(message, mainFile);
  if (file !== undefined) return failureOf('loads.of-one-machine', { message, file }, failed.where);
  const situation = SITUATIONS.find(([said]) => said.test(failed.message))?.[1];
  if (situation === undefined) return loadFailure(run);
  return failureOf(`loads.${situation}`, { message }, failed.where);
}

/** Not what some build has left in another place of this machine. */
function loadsOwn(run: RunRecord): Verdict {
  const file = fact(run, 'outside');
  return file === undefined ? undefined : failureOf('loads.outside', { file: String(file) });
}

/** What Node.js says when an add-on is looked for in one of the usual wrong ways. */
const SITUATIONS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:require|module|exports|__dirname|__filename) is not defined in ES module scope/,
    'commonjs-in-es-module',
  ],
  [
    /^SyntaxError: Cannot use import statement|^SyntaxError: Unexpected token 'export'/,
    'es-module-in-commonjs',
  ],
  [/Unknown file extension "\.node"|ERR_UNKNOWN_FILE_EXTENSION/, 'imports-node-file'],
  [/Cannot find module '[^']*\.node'|Cannot find module '[./\\][^']*myaddon'/, 'no-such-file'],
  [/cannot open shared object file|image not found|no such file.*\.node/i, 'no-such-file'],
  [/Cannot find (?:module|package) '[^./\\]/, 'no-such-package'],
];

/** What Node.js says of a package whose "exports" lead nowhere. */
const BROKEN_EXPORTS = /No "exports" main defined|Package subpath|Cannot find module '[^']*installed/;

/** How the reference add-on's exports came through. */
function passesOn(run: RunRecord, check: 'passes-on-exports' | 'importable'): Verdict {
  const failed = eventsOf(run, 'load-failed')[0];
  if (failed) {
    const situation = /file extension "\.node"/.test(failed.message)
      ? 'importable.node-file'
      : BROKEN_EXPORTS.test(failed.message)
        ? 'importable.exports-map'
        : `${check}.failed`;
    return failureOf(situation, { message: firstLine(failed.message) }, failed.where);
  }
  const how = fact(run, 'how');
  if (how === undefined) return { observed: describeEnding(run) ?? lastDoing(run) };
  if (how === 'unchanged') return undefined;
  const told = (name: string) => String(fact(run, name) ?? '');
  const values = { name: told('name'), names: told('names'), shown: told('shown'), nested: told('nested') };
  if (check === 'importable') return failureOf(`importable.${how === 'promise' ? how : 'differs'}`, values);
  if (fact(run, 'dlopen') !== undefined || how === 'function' || how === 'promise')
    return failureOf(`passes-on-exports.${how}`, values);
  return failureOf(`passes-on-exports.${values.names === '' ? 'untouched' : 'not-loaded'}`, values);
}

/** In another place, the package loads and exports what it always does. */
function foundIn(
  run: RunRecord,
  check: 'any-folder' | 'finds-debug-build',
  names: readonly string[],
  where: '' | 'elsewhere-' = '',
): Verdict {
  const failed = eventsOf(run, 'load-failed')[0];
  if (failed)
    return failureOf(`${check}.${where}failed`, { message: firstLine(failed.message) }, failed.where);
  const exported = fact(run, 'exports');
  if (exported === undefined) return { observed: describeEnding(run) ?? lastDoing(run) };
  if (names.every((name) => String(exported).split(' ').includes(name))) return undefined;
  return failureOf(`${check}.${where}differs`, { shown: String(fact(run, 'shown')) });
}

/** Whoever loads a package whose add-on is not there wants to hear of it. */
function throwsWithout(run: RunRecord, what: 'none' | 'broken'): Verdict {
  const shown = fact(run, 'shown') ?? fact(run, 'loaded-anyway');
  const failed = eventsOf(run, 'load-failed')[0];
  if (shown === undefined && failed)
    return failed.value === undefined
      ? undefined
      : failureOf('throws-without-binary.no-error', { value: failed.value }, failed.where);
  if (shown !== undefined) return failureOf(`throws-without-binary.${what}`, { shown: String(shown) });
  const ending = endingOf(run);
  return ending.kind === 'exited'
    ? failureOf('throws-without-binary.exits', { code: ending.code })
    : { observed: describeEnding(run) ?? lastDoing(run) };
}

/** @param when the package was loaded, or in vain: it threw */
function leavesAlone(run: RunRecord, when: '' | '-in-vain' = ''): Verdict {
  const cwd = fact(run, 'cwd');
  if (cwd) return failureOf(`leaves-process-alone.chdir${when}`, { cwd: String(cwd) });
  // Node's own warnings are not the learner's doing.
  const said = `${run.stdout}\n${run.stderr.replace(/^\((?:node:\d+\)|Use `node).*$/gm, '')}`.trim();
  return said === '' ? undefined : failureOf(`leaves-process-alone.prints${when}`, { said: firstLine(said) });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
