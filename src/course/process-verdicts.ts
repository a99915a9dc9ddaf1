/** Verdicts on the process that ran the learner's code, the same in every exercise. Each returns what is wrong. */
import { demangle } from '../harness/parent/demangle.js';
import { describeEnding, fatalMessage } from '../harness/parent/describe-ending.js';
import { endingOf, eventsOf, isDone, observation, type RunRecord } from '../harness/parent/run-record.js';
import { workSpans } from '../probe/work-spans.js';
import { finding as failureOf, findingFrom, type Verdict } from '../report/finding.js';
import type { SituationOfCheck } from '../report/situation.js';

/** What was thrown while the package or the add-on was loaded. */
export function loadFailure(run: RunRecord): Verdict {
  const failed = eventsOf(run, 'load-failed')[0];
  if (!failed) return undefined;
  // `bindings` lists every place in which it looked: what matters is what it looked for.
  const sought = /^Error: Could not locate the bindings file[\s\S]*[\\/]([^\\/\n]+\.node)$/m.exec(
    failed.message,
  )?.[1];
  if (sought !== undefined) return failureOf('loads.bindings', { sought }, failed.where);
  // What is wrong with the add-on itself stands in no line of JavaScript, wherever it was loaded.
  if (/did not self-register/.test(failed.message)) return failureOf('loads.self-register');
  const message = demangle(failed.message);
  const symbol = /undefined symbol: (.+)|symbol not found[^']*'_?([^']+)'/.exec(message);
  if (symbol) return failureOf('loads.undefined-symbol', { name: (symbol[1] ?? symbol[2])! });
  return failureOf('loads.failed', { message }, failed.where);
}

/**
 * It was loaded, and nothing was thrown meanwhile.
 * @param first what the scenario records as soon as that is over
 */
export function loads(run: RunRecord, first: string): Verdict {
  const failure = loadFailure(run);
  if (failure || observation(run, first) !== undefined) return failure;
  const ending = describeEnding(run);
  return ending === undefined ? failureOf('loads.never-ended') : failureOf('loads.cut-short', { ending });
}

/** The process was gone before its work was done. */
export function crash(run: RunRecord): Verdict {
  const ending = endingOf(run);
  const early =
    (ending.kind === 'crashed' && !ending.afterExit) ||
    ending.kind === 'vanished' ||
    ending.kind === 'threw' ||
    (ending.kind === 'exited' && !isDone(run));
  if (!early) return undefined;
  const where = eventsOf(run, 'thrown')[0]?.where;
  const values = { ending: describeEnding(run) ?? '' };
  if (ending.kind === 'threw')
    return failureOf(`no-crash.${isNodeApiMessage(ending.message) ? 'dead-value' : 'threw'}`, values, where);
  if (ending.kind === 'exited') return failureOf('no-crash.exited', values);
  const situation = saidIn(run, WHEREVER_IT_RAN) ?? openWork(run) ?? saidIn(run, GIVEN_UP) ?? 'anywhere';
  return failureOf(`no-crash.${situation}`, values, where);
}

/** As `crash`, of the package and, where that survived, of the compiled add-on alone. */
export function crashOfEither(own: RunRecord, alone: RunRecord): Verdict {
  const failure = crash(alone);
  return crash(own) ?? (failure && findingFrom('no-crash.add-on-alone', failure));
}

/** The messages of errors that Node-API makes by itself, for a call that was given what it cannot work with. */
const NODE_API_MESSAGE = /^(?:\w+: )?(?:Invalid argument|An? (?:[\w ]+) was expected)$/;

export function isNodeApiMessage(message: string): boolean {
  return NODE_API_MESSAGE.test(message);
}

type LastWords = readonly (readonly [RegExp, SituationOfCheck<'no-crash'>])[];

/** What V8 and Node.js say before they end the process, where that tells more than what was running. */
const WHEREVER_IT_RAN: LastWords = [
  [/without a HandleScope/, 'no-scope'],
  [/open_handle_scopes/, 'scope-left-open'],
];

/** What node-addon-api and the C++ runtime say before they end the process. */
const GIVEN_UP: LastWords = [
  [/Error::ThrowAsJavaScriptException napi_throw/, 'threw-twice'],
  [/Error::New napi_get_last_error_info/, 'empty-value'],
  [/terminate called after throwing|libc\+\+abi.*uncaught/, 'exception-left'],
];

function saidIn({ stderr }: RunRecord, known: LastWords): SituationOfCheck<'no-crash'> | undefined {
  const said = fatalMessage(stderr) ?? '';
  return known.find(([words]) => words.test(said))?.[1];
}

/** Something kept the process alive when all was done. */
export function processEnds(run: RunRecord): Verdict {
  return endingOf(run).kind === 'cut-off' ? failureOf('process-ends.alive') : undefined;
}

/** It ended by itself, but not as it should. */
export function exitsCleanly(run: RunRecord): Verdict {
  const ending = endingOf(run);
  if (ending.kind === 'drained' && ending.code === 0) return undefined;
  if (ending.kind === 'exited' && ending.code === 0) return failureOf('exits-cleanly.forced');
  if ('code' in ending && ending.kind !== 'vanished')
    return failureOf('exits-cleanly.code', { code: ending.code });
  return failureOf('exits-cleanly.ended', { ending: describeEnding(run) ?? '' });
}

/** What the probe saw begin and not end: the learner's code was in there when the process went. */
function openWork(run: RunRecord): 'execute' | 'complete' | undefined {
  const open = run.trace && workSpans(run.trace).filter(({ endMs }) => endMs === undefined);
  if (open?.some(({ kind }) => kind === 'complete')) return 'complete';
  return open?.some(({ kind }) => kind === 'execute') ? 'execute' : undefined;
}
