/** Judges of `checksums(buffers, callback)`. Each returns what is wrong, or `undefined`. */
import { crash } from '../../src/course/process-verdicts.js';
import { calledAnotherFile, loadsOnReference } from '../../src/course/reference-verdicts.js';
import { describeEnding, endingOrActivity } from '../../src/harness/parent/describe-ending.js';
import { endingOf, eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import { roundMs } from '../../src/tasks/delay/calls.js';
import { waitingForJsThread } from '../../src/tasks/delay/deadlock.js';
import { whyNoCallback } from '../../src/tasks/delay/evidence.js';
import { jsThreadFree } from '../../src/tasks/delay/js-thread.js';
import { checksumsCalls, jobsOf, resultsOf } from './calls.js';
import type { ResultsReport } from './params.js';

/** Judges that each call returns, without an error, before its callback is called. */
export function returnsAtOnce(run: RunRecord): Verdict {
  for (const call of checksumsCalls(run)) {
    const { what, returnedAt, error, callbacks } = call;
    if (returnedAt === undefined) {
      const waiting = waitingForJsThread(run, call);
      if (!waiting) return finding('returns-at-once.never', { what });
      return finding(`returns-at-once.${waiting.task}`, { what, took: waiting.took });
    }
    if (error !== undefined) return finding('returns-at-once.threw', { what, error });
    if (callbacks.some(({ at }) => at < returnedAt))
      return finding('returns-at-once.called-back-inside', { what });
  }
  return undefined;
}

/** Judges that each call calls back exactly once. */
export function callsBackOnce(run: RunRecord): Verdict {
  const calls = checksumsCalls(run);
  for (const call of calls) {
    const { what, buffers, full, calledAt, callbacks } = call;
    const count = callbacks.length;
    const repeated = calls.find((other) => other.callbacks.length > 1);
    if (count === 0 && repeated)
      return finding('calls-back-once.another-calls', { count: repeated.callbacks.length });
    if (count === 0 && buffers === 0) return finding('calls-back-once.never-for-none', { what });
    if (count === 0) {
      const cutOff = endingOf(run).kind === 'cut-off';
      const { situation, took } = whyNoCallback(run, call) ?? {
        situation: cutOff ? 'still-waiting' : 'never',
        took: 0,
      };
      const jobs = jobsOf(run).filter(({ startMs }) => startMs >= calledAt).length;
      if (situation === 'completed-silently' && jobs < full)
        return finding('calls-back-once.jobs-stopped', { what, buffers, jobs, count: jobs });
      return finding(`calls-back-once.${situation}`, { what, buffers, took });
    }
    if (count > 1) return finding('calls-back-once.often', { what, buffers, count });
  }
  return undefined;
}

/** Judges that each callback gets `null` and the checksums, in the order of the buffers. */
export function rightResults(run: RunRecord): Verdict {
  for (const { what, callbacks } of checksumsCalls(run)) {
    const [given] = callbacks;
    if (given && given.args !== 2)
      return finding('right-results.arguments', { what, count: given.args, first: given.first ?? '' });
    if (given && given.first !== 'null')
      return finding('right-results.error', { what, first: given.first ?? '' });
  }
  return resultsOf(run)
    .map(asVerdict)
    .find((verdict) => verdict !== undefined);
}

function asVerdict({ wrong, buffers }: ResultsReport): Verdict {
  switch (wrong?.kind) {
    case undefined:
      return undefined;
    case 'no-array':
      return finding('right-results.no-array', { buffers, got: wrong.got });
    case 'length':
      return finding('right-results.length', { buffers, count: wrong.got });
    case 'element': {
      const { index, length, got, expected, like } = wrong;
      const values = { buffers, index, length, got, expected };
      if (length === 0 && !like) return finding('right-results.empty-buffer', values);
      return finding(`right-results.${like ?? 'other'}`, values);
    }
  }
}

/** Judges that the jobs wait for a pool thread: there is no callback while the only one is busy. */
export function onThreadPool(heldPool: RunRecord): Verdict {
  const [call] = checksumsCalls(heldPool);
  const opened = eventsOf(heldPool, 'open-gate')[0];
  const calledBack = call?.callbacks[0];
  if (calledBack && opened) {
    if (calledBack.at >= opened.t) return undefined;
    return finding('on-thread-pool.elsewhere', { took: roundMs(calledBack.at - call.calledAt) });
  }
  if (call && call.returnedAt === undefined) return finding('on-thread-pool.waits-for-it');
  const ending = describeEnding(heldPool);
  return ending
    ? finding('on-thread-pool.ended-early', { ending })
    : finding('on-thread-pool.never-called-back');
}

/** Judges that the callback and the buffers survive garbage collections. @param run only the add-on keeps them alive */
export function survivesGc(run: RunRecord): Verdict {
  const failure = crash(run);
  if (failure) return findingFrom('survives-gc.crashed', failure);
  const [call] = checksumsCalls(run);
  if (call && call.callbacks.length !== 1)
    return finding('survives-gc.lost', { count: call.callbacks.length });
  const wrong = rightResults(run);
  return wrong && findingFrom('survives-gc.other-results', wrong);
}

/** Judges that Node.js reports an error that the callback throws. @param run its callback throws */
export function errorsAreReported(run: RunRecord): Verdict {
  const uncaught = observation(run, 'uncaught');
  const ended = observation(run, 'went-on') === undefined ? describeEnding(run) : undefined;
  if (ended) return finding('errors-are-reported.ended', { ending: ended });
  if (uncaught === 'the-error') return undefined;
  return uncaught === undefined
    ? finding('errors-are-reported.swallowed')
    : finding('errors-are-reported.another', { error: uncaught });
}

/**
 * Judges that the package's JavaScript passes calls and results on.
 * @param reference the learner's JavaScript on the reference add-on
 */
export function passesCallsOn(reference: RunRecord): Verdict {
  const [call] = checksumsCalls(reference);
  const native = eventsOf(reference, 'observation').filter(({ name }) => name === 'native-call');
  const nativeEnd = eventsOf(reference, 'observation').find(({ name }) => name === 'native-end');
  if (!call || !nativeEnd)
    return (
      loadsOnReference(reference) ??
      finding('native-work.ended-early', { ending: endingOrActivity(reference) })
    );
  const { what } = call;
  const elsewhere = calledAnotherFile(reference, what, 'checksums');
  if (native.length === 0 && elsewhere) return elsewhere;
  if (native.length !== 1) return finding('native-work.calls', { what, count: native.length });
  if (native[0]!.value !== 'unchanged')
    return finding('native-work.other-arguments', { call: what, name: 'checksums' });
  if (call.callbacks.some(({ at }) => at < nativeEnd.t)) return finding('native-work.did-not-wait', { what });
  if (call.callbacks.length !== 1)
    return finding('native-work.no-callback', { what, count: call.callbacks.length });
  return rightResults(reference) && finding('native-work.other-results', { what });
}

/** Judges that the compiled add-on does the work without the package's JavaScript. */
export function addonDoesTheSame(alone: RunRecord): Verdict {
  const reason = returnsAtOnce(alone) ?? callsBackOnce(alone) ?? rightResults(alone) ?? jsThreadFree(alone);
  return reason && findingFrom('native-work.add-on-alone', reason);
}
