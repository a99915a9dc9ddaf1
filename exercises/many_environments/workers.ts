/** Judges of workers: that the add-on loads in them, and that their end is harmless. */
import { describeEnding } from '../../src/harness/parent/describe-ending.js';
import { fatalMessage } from '../../src/harness/parent/fatal-message.js';
import {
  endingOf,
  eventsOf,
  isDone,
  observation,
  type RunRecord,
} from '../../src/harness/parent/run-record.js';
import { recordsOf } from '../../src/probe/trace.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';
import { lastStep } from './observed.js';

/** Observed when the add-on has been loaded in all workers. */
const LOADED = 'loaded-in-workers';

/** Judges that the add-on, which is loaded on the main thread, loads in four workers, too. */
export function loadsInWorkers(run: RunRecord): Verdict {
  const failure = observation(run, 'failure');
  if (failure === undefined || observation(run, LOADED) !== undefined) return undefined;
  const message = String(failure);
  if (/did not self-register/.test(message)) return finding('loads-in-workers.self-register');
  return message === '' ? finding('loads-in-workers.ended') : finding('loads-in-workers.failed', { message });
}

/** Judges that a crash does not come from environments without instance data, while others have some. */
export function setInEachEnvironment(run: RunRecord): Verdict {
  const { trace } = run;
  if (!trace || trace.lost > 0 || endingOf(run).kind !== 'crashed') return undefined;
  // Before that, Init may still be running in some.
  if (observation(run, LOADED) === undefined) return undefined;
  const all = recordsOf(trace, 'environment').map(({ env }) => env);
  const set = new Set(recordsOf(trace, 'instance-data-set').map(({ env }) => env));
  const count = all.filter((env) => !set.has(env)).length;
  if (count === 0 || set.size === 0) return undefined;
  return finding('no-crash.no-instance-data', { count, all: all.length, ending: describeEnding(run) ?? '' });
}

/** Judges that no worker failed later than that, and that nothing waited for ever. */
export function failsInWorker(run: RunRecord): Verdict {
  if (endingOf(run).kind === 'cut-off' && !isDone(run))
    return finding('no-crash.stuck', { ending: describeEnding(run) ?? '' });
  const failure = observation(run, 'failure');
  if (failure === undefined) return undefined;
  const who = `worker ${observation(run, 'failed-worker')}`;
  return failure === ''
    ? finding('no-crash.worker-ended', { who })
    : finding('no-crash.worker-threw', { who, message: failure });
}

/** Judges that `delay` calls back in a worker, and not before it returns: otherwise no work would be pending. */
export function delayInWorkers(run: RunRecord): Verdict {
  if (eventsOf(run, 'observation').some(({ name }) => name === 'called-back-early'))
    return finding('delay-in-workers.early');
  if (lastStep(run) !== 'work-in-worker') return undefined;
  const failure = observation(run, 'failure');
  if (failure !== undefined && failure !== '') return finding('delay-in-workers.threw', { message: failure });
  const neverCalledBack = failure !== undefined || endingOf(run).kind === 'cut-off';
  return neverCalledBack ? finding('delay-in-workers.never') : undefined;
}

/** Judges that the process outlives workers that are terminated while their work is pending. */
export function survivesTerminate(run: RunRecord): Verdict {
  const ending = endingOf(run);
  if (ending.kind === 'cut-off') {
    const hangs = lastStep(run) === 'terminating' ? 'hangs' : 'hangs-later';
    return finding(`survives-terminate.${hangs}`);
  }
  const died = ending.kind === 'crashed' || ending.kind === 'vanished' || ending.kind === 'threw';
  if (!died) return worksOnPool(run);
  const key = wayToDie(fatalMessage(run.stderr) ?? '');
  return finding(`survives-terminate.${key}`, { ending: describeEnding(run) ?? '' });
}

/** These messages of node-addon-api and Node.js are more specific than the running callback. */
function wayToDie(message: string): SituationOfCheck<'survives-terminate'> {
  if (/\bnapi_throw\b/.test(message)) return 'cannot-throw';
  return /uv_loop_close|CheckedUvLoopClose/.test(message) ? 'loop-in-use' : 'died';
}

/** With the probe: the work that was pending was the pool's. */
function worksOnPool({ trace }: RunRecord): Verdict {
  if (!trace || trace.lost > 0 || recordsOf(trace, 'execute-begin').length > 0) return undefined;
  return finding('survives-terminate.no-work');
}
