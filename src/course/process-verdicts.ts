/** Verdicts on the process that ran the learner's code, shared by all exercises. */

import { type CrashCause, crashCause } from '../harness/parent/crash-cause.js';
import { demangle } from '../harness/parent/demangle.js';
import { describeEnding } from '../harness/parent/describe-ending.js';
import { endingOf, eventsOf, isDone, observation, type RunRecord } from '../harness/parent/run-record.js';
import { sourcePlace } from '../probe/source-place.js';
import { failedCall, overrun } from '../probe/wrong-calls.js';
import { finding, findingFrom, type Verdict } from '../report/finding.js';
import type { SituationOfCheck } from '../report/situation.js';
import { EXIT, Stop } from '../report/stop.js';
import { sourceLine } from '../submission/source-line.js';
import { t } from '../texts/translate.js';
import { TARGET } from './target.js';

/** Loading the package or the add-on threw an error. @throws {Stop} if the system refuses to load anything built there */
export function loadFailure(run: RunRecord): Verdict {
  const failed = eventsOf(run, 'load-failed')[0];
  if (!failed) return undefined;
  // `bindings` lists every path that it tried; only the file name matters.
  const sought = /^Error: Could not locate the bindings file[\s\S]*[\\/]([^\\/\n]+\.node)$/m.exec(
    failed.message,
  )?.[1];
  if (sought !== undefined) return finding('loads.bindings', { sought }, failed.where);
  // The error is in the add-on: the line of JavaScript that loaded it would mislead.
  if (/did not self-register/.test(failed.message)) return finding('loads.self-register');
  // https://man7.org/linux/man-pages/man8/mount.8.html, on noexec
  if (/failed to map segment from shared object/.test(failed.message))
    throw new Stop(t('build.cache-noexec'), EXIT.notReady, failed.message);
  // The harness requires the package from its package.json, which the learner did not.
  const message = demangle(failed.message)
    .replace(/\n- \S*package\.json$/m, '')
    .replace(/\nRequire stack:$/, '');
  const symbol = /undefined symbol: (.+)|symbol not found[^']*'_?([^']+)'/.exec(message);
  if (symbol) return finding('loads.undefined-symbol', { name: (symbol[1] ?? symbol[2])! });
  if (/is not defined in ES module scope/.test(message))
    return finding('loads.commonjs-in-es-module', { message }, failed.where);
  if (/^SyntaxError: (?:Cannot use import statement|Unexpected token 'export')/.test(message))
    return finding('loads.es-module-in-commonjs', { message }, failed.where);
  if (/Unknown file extension "\.node"/.test(message)) return finding('loads.import-of-binary', { message });
  const missing = /Cannot find (?:module|package) '((?:@[\w.-]+\/)?[\w-]+)'/.exec(message)?.[1];
  if (missing !== undefined && missing !== TARGET)
    return finding('loads.not-installed', { message, missing }, failed.where);
  return finding('loads.failed', { message }, failed.where);
}

/**
 * The package or the add-on was not loaded completely.
 * @param first the observation that the scenario records right after loading
 */
export function loads(run: RunRecord, first: string): Verdict {
  const failure = loadFailure(run);
  if (failure || observation(run, first) !== undefined) return failure;
  const ending = describeEnding(run);
  return ending === undefined ? finding('loads.never-ended') : finding('loads.cut-short', { ending });
}

/** The process ended before its work was done. @param packageFolder to find a place in its sources */
export function crash(run: RunRecord, packageFolder?: string): Verdict {
  const cause = endedEarly(run) ? crashCause(run) : undefined;
  if (!cause) return undefined;
  const calledAt = openCallMs(run);
  const failed =
    cause.kind === 'unknown' && run.trace && calledAt !== undefined && failedCall(run.trace, calledAt);
  if (failed && packageFolder !== undefined) {
    const { functionName, status, stack } = failed;
    const values = { ending: describeEnding(run) ?? '', functionName, status };
    return finding('no-crash.after-failed-call', values, sourcePlace(stack, packageFolder)?.where);
  }
  const terminatedAt = packageFolder === undefined ? undefined : joinableThreadAt(cause, packageFolder);
  const where = terminatedAt ?? eventsOf(run, 'thrown')[0]?.where;
  return finding(`no-crash.${situationOf(cause)}`, { ending: describeEnding(run) ?? '' }, where);
}

/** Where a joinable `std::thread` was destroyed, if that is the cause. */
export function joinableThreadAt(cause: CrashCause | undefined, packageFolder: string): string | undefined {
  if (cause?.kind !== 'joinable-thread') return undefined;
  return sourcePlace(cause.call.stack, packageFolder)?.where;
}

/** When the call began in which the process ended, ms since the run's origin; `undefined` if it was in none. */
function openCallMs(run: RunRecord): number | undefined {
  const last = eventsOf(run, 'call').at(-1);
  const ends = [...eventsOf(run, 'return'), ...eventsOf(run, 'throw')];
  return ends.some(({ id }) => id === last?.id) ? undefined : last?.t;
}

function endedEarly(run: RunRecord): boolean {
  const ending = endingOf(run);
  switch (ending.kind) {
    case 'crashed':
      return !ending.afterExit;
    case 'vanished':
    case 'threw':
      return true;
    case 'exited':
      return !isDone(run);
    case 'drained':
    case 'cut-off':
      return false;
  }
}

function situationOf(cause: CrashCause): SituationOfCheck<'no-crash'> {
  switch (cause.kind) {
    case 'off-thread-call':
      // The check no-v8-off-thread reports the call itself; this one reports which callback was running.
      return cause.during?.callback ?? 'anywhere';
    case 'queued-twice':
    case 'data-on-stack':
    case 'request-on-stack':
      return cause.kind;
    case 'settled-twice':
      return 'settled-twice';
    case 'deleted-while-pending':
      return 'deleted-while-pending';
    case 'late-call':
      return 'anywhere';
    case 'node-api-error':
      return 'dead-value';
    case 'uncaught-error':
      return 'threw';
    case 'exit-called':
      return 'exited';
    case 'no-handle-scope':
      return 'no-scope';
    case 'handle-scope-left-open':
      return 'scope-left-open';
    case 'in-callback':
      return cause.during.callback;
    case 'threw-twice':
      return 'threw-twice';
    case 'empty-value':
      return 'empty-value';
    case 'cpp-exception':
      return 'exception-left';
    case 'joinable-thread':
      return 'joinable-thread';
    case 'heap-check':
      return 'heap-damaged';
    case 'stack-check':
      return 'stack-damaged';
    case 'sanitizer':
      return 'sanitizer';
    case 'unknown':
      return 'anywhere';
  }
}

/** On the systems that the probe supports. */
const POINTER_BYTES = 8;

/** A heap block was written past its end. Without the probe's guard, that damages the heap, and may crash later. */
function writesPastTheEnd({ trace }: RunRecord, packageFolder: string): Verdict {
  const written = trace && overrun(trace);
  if (!written) return undefined;
  const { size, bytesPast } = written;
  const where = sourcePlace(written.stack, packageFolder)?.where;
  const code = where === undefined ? undefined : sourceLine(packageFolder, where);
  const bytes = (count: number) => ({ text: 'written.bytes', values: { count } });
  // A string of eight bytes lacks room for its NUL; a struct reaches further beyond a pointer.
  const key =
    bytesPast === 1 ? 'byte-past-the-end' : size === POINTER_BYTES ? 'pointer-sized' : 'past-the-end';
  const values = {
    size: bytes(size),
    past: bytes(bytesPast),
    allocated: code === undefined ? '' : { text: 'memory.allocated-here', values: { code } },
  };
  return finding(`no-crash.${key}`, values, where);
}

/** Like `crash`, but finds a write past the end of a block as well, which may crash later. */
export function crashOrOverrun(run: RunRecord, packageFolder: string): Verdict {
  return writesPastTheEnd(run, packageFolder) ?? crash(run, packageFolder);
}

/** Like `crashOrOverrun`, for the package or, if that did not crash, for the compiled add-on alone. */
export function crashOfEither(own: RunRecord, alone: RunRecord, packageFolder: string): Verdict {
  const failure = crashOrOverrun(alone, packageFolder);
  return crashOrOverrun(own, packageFolder) ?? (failure && findingFrom('no-crash.add-on-alone', failure));
}

/** Something kept the process alive after all work was done. */
export function processEnds(run: RunRecord): Verdict {
  return endingOf(run).kind === 'cut-off' ? finding('process-ends.alive') : undefined;
}

/** The process did not end by itself with exit code 0, or static objects used Node-API after its environment's end. */
export function exitsCleanly(run: RunRecord, packageFolder: string): Verdict {
  const ending = endingOf(run);
  const cause = crashCause(run);
  if (cause?.kind === 'late-call') {
    const { functionName, stack } = cause.call;
    const key = functionName === 'napi_delete_reference' ? 'static-reference' : 'late-call';
    return finding(`exits-cleanly.${key}`, { functionName }, sourcePlace(stack, packageFolder)?.where);
  }
  if (ending.kind === 'drained' && ending.code === 0) return undefined;
  if (ending.kind === 'exited' && ending.code === 0) return finding('exits-cleanly.forced');
  if ('code' in ending && ending.kind !== 'vanished')
    return finding('exits-cleanly.code', { code: ending.code });
  return finding('exits-cleanly.ended', { ending: describeEnding(run) ?? '' });
}
