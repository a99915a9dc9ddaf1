/** Judges of how the add-on uses the pool. Each returns what is wrong, or `undefined`. */
import { heldTooLong } from '../../src/harness/held.js';
import { describeEnding } from '../../src/harness/parent/describe-ending.js';
import { eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { type RecordOf, recordsOf } from '../../src/probe/trace.js';
import { jsThreads, type WorkSpan } from '../../src/probe/work-spans.js';
import { finding, findingFrom, type Verdict } from '../../src/report/finding.js';
import { roundMs, triesOf } from '../../src/tasks/delay/calls.js';
import { reportsCpuWait } from '../../src/tasks/delay/js-thread.js';
import { type ChecksumsCall, checksumsCalls, completesOf, jobsOf } from './calls.js';
import { SHARE } from './params.js';

/** Longer than it takes to queue a job, ms. */
const LEAST_WORK_MS = 0.08;

/** A run with one call and many buffers, in a pool of this size. */
export interface CrowdRun {
  readonly threads: number;
  readonly run: RunRecord;
}

/** Judges that libuv's queue is used on the JS thread only: uv_queue_work is not thread-safe. */
export function queuesOnJsThread(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  if (!trace) return undefined;
  const js = jsThreads(trace);
  const queued = recordsOf(trace, 'work-queued').find(({ thread }) => !js.includes(thread));
  if (!queued) return undefined;
  const where = sourcePlace(queued.stack, packageFolder)?.where;
  return finding('no-v8-off-thread.queued', { thread: queued.thread }, where);
}

/** Judges that each buffer has its own job on the pool. */
export function oneJobForEach(run: RunRecord): Verdict {
  const jobs = jobsOf(run);
  if (!run.trace || run.trace.lost > 0) return undefined;
  for (const { calledAt, callbacks, full, buffers } of checksumsCalls(run)) {
    const until = callbacks[0]?.at;
    if (until === undefined || full === 0) continue;
    const count = jobs.filter(({ startMs }) => startMs >= calledAt && startMs <= until).length;
    if (count === 0) return finding('one-job-for-each.none', { buffers });
    if (count < full) return finding('one-job-for-each.fewer', { buffers, count });
  }
  return undefined;
}

/**
 * Judges that the work is in jobs on the pool. Typical times are compared, so that it does not matter if some spans
 * include a wait for a processor.
 */
export function worksInJobs(run: RunRecord): Verdict {
  const { trace } = run;
  if (!trace || trace.lost > 0) return undefined;
  const ids = triesOf(run, 'single-call')
    .flat()
    .flatMap((event) => (event.kind === 'call' ? [event.id] : []));
  const verdicts = checksumsCalls(run)
    .filter(({ id }) => ids.includes(id))
    .map((call) => worksInJobsOf(run, call));
  // In a good try, a busy machine cannot be the reason. A try in which the JS thread was held is followed by others.
  return verdicts.every((verdict) => verdict !== undefined) ? verdicts[0] : undefined;
}

function worksInJobsOf(run: RunRecord, { calledAt, callbacks, buffers, heldMs }: ChecksumsCall): Verdict {
  const until = callbacks[0]?.at ?? calledAt;
  const within = ({ startMs }: WorkSpan) => startMs >= calledAt && startMs <= until;
  const jobs = jobsOf(run).filter(within);
  // Another check reports that.
  if (jobs.length === 0) return undefined;
  const job = medianMs(jobs);
  const after = medianMs(completesOf(run).filter(within));
  const least = Math.max(job, LEAST_WORK_MS);
  if (after > least)
    return finding('work-off-js-thread.in-complete', { buffers, job: micros(job), took: micros(after) });
  const isHeld = heldTooLong(heldMs) || job <= LEAST_WORK_MS;
  if (!isHeld || !reportsCpuWait(run) || heldMs / buffers <= least) return undefined;
  return finding('work-off-js-thread.in-call', { buffers, job: micros(job), took: roundMs(heldMs) });
}

function medianMs(spans: readonly WorkSpan[]): number {
  const durations = spans.map(({ startMs, endMs = startMs }) => endMs - startMs).sort((a, b) => a - b);
  return durations[Math.floor(durations.length / 2)] ?? 0;
}

function micros(ms: number): number {
  return Math.ceil(ms * 1_000);
}

/** Judges that other users of the pool are served long before the last job. */
export function othersGetThrough(crowds: readonly CrowdRun[], packageFolder: string): Verdict {
  for (const { threads, run } of crowds) {
    const size = observation(run, 'pool-size');
    if (size !== undefined) return finding('others-get-through.resizes-the-pool', { value: size });
    const [call] = checksumsCalls(run);
    const callback = call?.callbacks[0];
    if (!call || !callback)
      return finding('others-get-through.ended', {
        threads: threadsText(threads),
        ending: describeEnding(run) ?? { text: 'pool.drained' },
      });
    for (const what of ['fs.readFile', 'crypto.pbkdf2']) {
      const served = eventsOf(run, 'observation').find(({ name }) => name === what)?.t;
      const at = served ?? Number.POSITIVE_INFINITY;
      const verdict = servedInTime({ threads, run }, call, what, at, packageFolder);
      if (verdict) return verdict;
    }
  }
  return undefined;
}

/** How often fs.readFile goes through the pool, each time behind what is queued then: to open, stat, read and close. */
const MOST_TRIPS = 4;

function servedInTime(
  { threads, run }: CrowdRun,
  { buffers, callbacks }: ChecksumsCall,
  what: string,
  at: number,
  packageFolder: string,
): Verdict {
  const values = { threads: threadsText(threads), what, buffers };
  const jobs = jobsOf(run);
  if (run.trace && run.trace.lost === 0 && jobs.length > 0) {
    const count = jobs.filter(({ startMs }) => startMs > at).length;
    const { most, record } = mostInPool(run);
    // A queue that is too short for that is not the cause: a busy machine can let one thread of the pool wait for long.
    if (!record || count >= jobs.length / 2 || most * MOST_TRIPS < jobs.length / 2) return undefined;
    const where = sourcePlace(record.stack, packageFolder)?.where;
    return finding(
      'others-get-through.behind-the-queue',
      { ...values, count, jobs: jobs.length, queued: most },
      where,
    );
  }
  return callbacks[0]!.at < at ? finding('others-get-through.after-callback', values) : undefined;
}

function threadsText(count: number): { text: string; values: { count: number } } {
  return { text: 'pool.threads', values: { count } };
}

/**
 * Judges that never more than the share of jobs is in the pool, queued or running.
 * @param runs of the package; `alone`: of the compiled add-on
 */
export function keepsToShare(runs: readonly RunRecord[], alone: RunRecord, packageFolder: string): Verdict {
  const verdicts = runs.map((run) => keepsToShareIn(run, packageFolder));
  const ofAlone = keepsToShareIn(alone, packageFolder);
  return (
    verdicts.find((verdict) => verdict !== undefined) ??
    (ofAlone && findingFrom('at-most-two-jobs.add-on-alone', ofAlone))
  );
}

function keepsToShareIn(run: RunRecord, packageFolder: string): Verdict {
  const { most, record } = mostInPool(run);
  if (most <= SHARE || !record) return undefined;
  const calls = checksumsCalls(run).filter(
    ({ calledAt, callbacks }) =>
      calledAt <= record.t && (callbacks[0]?.at ?? Number.POSITIVE_INFINITY) > record.t,
  ).length;
  const where = sourcePlace(record.stack, packageFolder)?.where;
  const key = calls > 1 ? 'more-for-two-calls' : 'more';
  return finding(`at-most-two-jobs.${key}`, { count: most, calls }, where);
}

/** How many jobs were in the pool at most, and the record of the first that exceeded the share. */
function mostInPool({ trace }: RunRecord): { most: number; record?: RecordOf<'work-queued'> } {
  const inPool = new Set<string>();
  let most = 0;
  let first: RecordOf<'work-queued'> | undefined;
  for (const record of trace ? recordsOf(trace, 'work-queued', 'execute-end', 'work-cancelled') : []) {
    if (record.kind !== 'work-queued') inPool.delete(record.work);
    else {
      inPool.add(record.work);
      if (inPool.size > SHARE) first ??= record;
      most = Math.max(most, inPool.size);
    }
  }
  return { most, ...(first && { record: first }) };
}
