/** Verdicts on the process that ran the learner's code, the same in every exercise. Each returns what is wrong. */

import { type CrashCause, crashCause } from '../harness/parent/crash-cause.js';
import { demangle } from '../harness/parent/demangle.js';
import { describeEnding } from '../harness/parent/describe-ending.js';
import { endingOf, eventsOf, isDone, observation, type RunRecord } from '../harness/parent/run-record.js';
import { finding, findingFrom, type Verdict } from '../report/finding.js';
import type { SituationOfCheck } from '../report/situation.js';

/** What was thrown while the package or the add-on was loaded. */
export function loadFailure(run: RunRecord): Verdict {
  const failed = eventsOf(run, 'load-failed')[0];
  if (!failed) return undefined;
  // `bindings` lists every place in which it looked: what matters is what it looked for.
  const sought = /^Error: Could not locate the bindings file[\s\S]*[\\/]([^\\/\n]+\.node)$/m.exec(
    failed.message,
  )?.[1];
  if (sought !== undefined) return finding('loads.bindings', { sought }, failed.where);
  // What is wrong with the add-on itself stands in no line of JavaScript, wherever it was loaded.
  if (/did not self-register/.test(failed.message)) return finding('loads.self-register');
  const message = demangle(failed.message);
  const symbol = /undefined symbol: (.+)|symbol not found[^']*'_?([^']+)'/.exec(message);
  if (symbol) return finding('loads.undefined-symbol', { name: (symbol[1] ?? symbol[2])! });
  return finding('loads.failed', { message }, failed.where);
}

/**
 * It was loaded, and nothing was thrown meanwhile.
 * @param first what the scenario records as soon as that is over
 */
export function loads(run: RunRecord, first: string): Verdict {
  const failure = loadFailure(run);
  if (failure || observation(run, first) !== undefined) return failure;
  const ending = describeEnding(run);
  return ending === undefined ? finding('loads.never-ended') : finding('loads.cut-short', { ending });
}

/** The process was gone before its work was done. */
export function crash(run: RunRecord): Verdict {
  const cause = endedEarly(run) ? crashCause(run) : undefined;
  if (!cause) return undefined;
  const where = eventsOf(run, 'thrown')[0]?.where;
  return finding(`no-crash.${situationOf(cause)}`, { ending: describeEnding(run) ?? '' }, where);
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
      // The call itself is for the check no-v8-off-thread to report: this one says what was running.
      return cause.during?.callback ?? 'anywhere';
    case 'queued-twice':
      return 'queued-twice';
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
    case 'unknown':
      return 'anywhere';
  }
}

/** As `crash`, of the package and, where that survived, of the compiled add-on alone. */
export function crashOfEither(own: RunRecord, alone: RunRecord): Verdict {
  const failure = crash(alone);
  return crash(own) ?? (failure && findingFrom('no-crash.add-on-alone', failure));
}

/** Something kept the process alive when all was done. */
export function processEnds(run: RunRecord): Verdict {
  return endingOf(run).kind === 'cut-off' ? finding('process-ends.alive') : undefined;
}

/** It ended by itself, but not as it should. */
export function exitsCleanly(run: RunRecord): Verdict {
  const ending = endingOf(run);
  if (ending.kind === 'drained' && ending.code === 0) return undefined;
  if (ending.kind === 'exited' && ending.code === 0) return finding('exits-cleanly.forced');
  if ('code' in ending && ending.kind !== 'vanished')
    return finding('exits-cleanly.code', { code: ending.code });
  return finding('exits-cleanly.ended', { ending: describeEnding(run) ?? '' });
}
