/** Verdicts that rest on what the probe saw of threads and threadsafe functions. */
import { joinableThreadAt } from '../../course/process-verdicts.js';
import { crashCause } from '../../harness/parent/crash-cause.js';
import { endingOrActivity } from '../../harness/parent/describe-ending.js';
import { endingOf, observation, type RunRecord } from '../../harness/parent/run-record.js';
import { resourcesIn } from '../../probe/resources.js';
import { sourcePlace } from '../../probe/source-place.js';
import { recordsOf, type Trace } from '../../probe/trace.js';
import { jsThreads, workSpans } from '../../probe/work-spans.js';
import { finding, type Verdict } from '../../report/finding.js';
import { type OwnThread, ownThreads, streamsOf } from './streams.js';

/** Judges that the callbacks of the first stream are sent by one thread, which is neither the JS thread nor one of the pool. */
export function sentByOwnThread(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  const [stream, next] = streamsOf(run);
  if (!trace || !stream || stream.items.length === 0) return undefined;
  const until = next?.calledAt ?? Number.POSITIVE_INFINITY;
  const sent = recordsOf(trace, 'function-called').filter(({ t }) => t >= stream.calledAt && t < until);
  const js = jsThreads(trace);
  const pool = workSpans(trace).filter(({ kind }) => kind === 'execute');
  const job = pool.find(({ startMs }) => startMs >= stream.calledAt);
  if (sent.length === 0) {
    const own = ownThreads(run, stream.calledAt)[0];
    const key = own ? 'no-threadsafe-call' : job ? 'pool-without-call' : 'no-thread';
    return finding(`own-thread.${key}`);
  }
  const senders = [...new Set(sent.map(({ thread }) => thread))];
  if (senders.some((thread) => js.includes(thread)))
    return finding('own-thread.js-thread', { thread: js.find((thread) => senders.includes(thread))! });
  const onPool = pool.find(({ thread }) => senders.includes(thread));
  if (onPool) {
    const created = recordsOf(trace, 'work-created').find(({ work }) => work === onPool.id);
    const where = created && sourcePlace(created.stack, packageFolder)?.where;
    return finding('own-thread.pool', { thread: onPool.thread }, where);
  }
  return senders.length > 1 ? finding('own-thread.several', { count: senders.length }) : undefined;
}

/**
 * Judges that every thread has been joined in time.
 * @param by ms since the run's origin; if `undefined`, that time did not come
 */
export function joinsThread(run: RunRecord, packageFolder: string, by: number | undefined): Verdict {
  const stream = streamsOf(run)[0];
  if (!run.trace || run.trace.lost > 0 || !stream || by === undefined) return undefined;
  const isSender = ({ thread }: OwnThread) =>
    recordsOf(run.trace!, 'function-called').some((called) => called.thread === thread);
  const began = ({ created }: OwnThread) => created.t >= stream.calledAt;
  for (const thread of ownThreads(run, 0).filter((one) => began(one) || isSender(one))) {
    const detached = isDetached(thread, packageFolder);
    if (detached) return detached;
    if (thread.joinedAt !== undefined && thread.joinedAt <= by) continue;
    const where = sourcePlace(thread.created.stack, packageFolder)?.where;
    if (thread.joinedAt !== undefined)
      return finding('joins-thread.late', { later: roundTenths(thread.joinedAt - by) }, where);
    const ran = thread.endedAt === undefined || thread.endedAt > by;
    return finding(`joins-thread.${ran ? 'still-running' : 'not-joined'}`, {}, where);
  }
  return undefined;
}

function isDetached({ detached }: OwnThread, packageFolder: string): Verdict {
  return detached && finding('joins-thread.detached', {}, sourcePlace(detached.stack, packageFolder)?.where);
}

/** Judges that every threadsafe function is released as often as it was acquired, and not used after its end. */
export function releasesFunction(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  const stream = streamsOf(run)[0];
  if (!trace || trace.lost > 0 || !stream) return undefined;
  const wrong = usedAfterEnd(run) ?? releasedTooOften(run);
  if (wrong) return wrong;
  const use = resourcesIn(trace).find(({ kind }) => kind === 'threadsafe-function');
  const left = use?.unreleased.filter(({ t }) => t >= stream.calledAt)[0];
  if (!left) return undefined;
  const where = sourcePlace(left.stack, packageFolder)?.where;
  const values = usesOf(trace, left.id);
  const unref = recordsOf(trace, 'function-unref').some(
    ({ threadsafeFunction }) => threadsafeFunction === left.id,
  );
  if (endingOf(run).kind === 'cut-off') return finding('releases-function.keeps-alive', values, where);
  return finding(`releases-function.${unref ? 'unref' : 'left'}`, values, where);
}

/** A call on a threadsafe function whose finalizer has run: Node.js may have freed its memory. */
function usedAfterEnd({ trace }: RunRecord): Verdict {
  if (!trace) return undefined;
  const finalized = new Map(
    recordsOf(trace, 'function-finalized').map(({ threadsafeFunction, t }) => [threadsafeFunction, t]),
  );
  const late = recordsOf(trace, 'function-called', 'function-released', 'function-acquired').find(
    ({ threadsafeFunction, t }) => t > (finalized.get(threadsafeFunction) ?? Number.POSITIVE_INFINITY),
  );
  return late && finding('releases-function.used-after-end', { thread: late.thread });
}

/** More releases than acquisitions. After an abort, none is needed. */
function releasedTooOften({ trace }: RunRecord): Verdict {
  if (!trace) return undefined;
  const aborted = recordsOf(trace, 'function-released').filter(({ aborts }) => aborts);
  for (const { threadsafeFunction: id } of recordsOf(trace, 'function-created')) {
    const uses = usesOf(trace, id);
    if (uses.released.values.count <= uses.acquired.values.count) continue;
    if (aborted.some(({ threadsafeFunction }) => threadsafeFunction === id)) continue;
    return finding('releases-function.too-often', uses);
  }
  return undefined;
}

/** How often a threadsafe function was acquired, including the initial number of threads, and released. */
function usesOf(trace: Trace, id: string) {
  const records = recordsOf(trace, 'function-created', 'function-acquired', 'function-released');
  let [acquired, released] = [0, 0];
  for (const record of records.filter(({ threadsafeFunction }) => threadsafeFunction === id)) {
    if (record.kind === 'function-created') acquired += record.initialThreadCount;
    else if (record.kind === 'function-acquired') acquired++;
    else released++;
  }
  const counted = (name: 'acquired' | 'released', count: number) => ({
    text: `counter.${name}`,
    values: { count },
  });
  return {
    acquired: counted('acquired', acquired),
    released: counted('released', released),
  };
}

/** Judges that `process.exit()` ends a process whose thread is running. */
export function exitsWhileRunning(run: RunRecord, packageFolder: string): Verdict {
  const ending = endingOf(run);
  if (observation(run, 'exits') === undefined || (ending.kind === 'exited' && ending.code === 0))
    return undefined;
  if (ending.kind === 'cut-off') return finding('exit-while-counting.hangs');
  const cause = crashCause(run);
  const values = { ending: endingOrActivity(run) };
  if (cause?.kind !== 'joinable-thread') return finding('exit-while-counting.crashed', values);
  return finding('exit-while-counting.joinable-thread', values, joinableThreadAt(cause, packageFolder));
}

function roundTenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
