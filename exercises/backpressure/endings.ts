/** Verdicts on the end of an environment or a process whose sensor is running, with a full queue. */
import { joinableThreadAt } from '../../src/course/process-verdicts.js';
import { crashCause } from '../../src/harness/parent/crash-cause.js';
import { endingOrActivity } from '../../src/harness/parent/describe-ending.js';
import { endingOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { recordsOf } from '../../src/probe/trace.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import { ownThreads } from '../../src/tasks/stream/streams.js';

/** Judges that a worker can be terminated: the finalizer ends the thread, which uses nothing that is closed. */
export function endsWithWorker(run: RunRecord, packageFolder: string): Verdict {
  const misuse = run.trace && recordsOf(run.trace, 'function-after-closing')[0];
  if (misuse) {
    const where = sourcePlace(misuse.stack, packageFolder)?.where;
    return finding('ends-with-worker.uses-closed', { thread: misuse.thread }, where);
  }
  const failed = observation(run, 'worker-failed');
  if (failed !== undefined) return finding('ends-with-worker.failed', { error: failed });
  const ending = endingOf(run);
  if (ending.kind === 'cut-off') return finding('ends-with-worker.hangs');
  const [thread] = ownThreads(run, 0);
  const where = thread && sourcePlace(thread.created.stack, packageFolder)?.where;
  if (ending.kind !== 'drained') {
    const cause = crashCause(run);
    const values = { ending: endingOrActivity(run) };
    if (cause?.kind === 'threw-twice') return finding('ends-with-worker.cannot-throw', values);
    if (cause?.kind !== 'joinable-thread') return finding('ends-with-worker.crashed', values);
    return finding('ends-with-worker.joinable-thread', values, joinableThreadAt(cause, packageFolder));
  }
  if (thread && thread.joinedAt === undefined) return finding('ends-with-worker.not-joined', {}, where);
  return undefined;
}

/** Judges that an error which nothing handles ends the process as usual. */
export function uncaughtEndsProcess(run: RunRecord): Verdict {
  if (observation(run, 'throws') === undefined) return undefined;
  const { kind } = endingOf(run);
  if (kind === 'cut-off') return finding('exit-while-counting.uncaught-hangs');
  if (kind !== 'crashed' && kind !== 'vanished') return undefined;
  return finding('exit-while-counting.uncaught-crashed', { ending: endingOrActivity(run) });
}
