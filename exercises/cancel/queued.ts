/** Judges of calls that are aborted while their work is queued. */
import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { type RecordOf, recordsOf } from '../../src/probe/trace.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import { outcomeText } from '../../src/tasks/promises/promise-calls.js';
import { type CountCall, ofKind } from './counts.js';

/** Judges that a call whose work is queued is rejected, without waiting for a thread of the pool. */
export function rejectsQueued(run: RunRecord, calls: readonly CountCall[]): Verdict {
  const opened = eventsOf(run, 'open-gate')[0]?.t;
  const aborted = abortedInQueue(calls);
  for (const call of aborted) {
    const { settled, text } = call;
    const values = { call: text, came: outcomeText(call) };
    const other = call.call.kind === 'shared' ? otherOf(call, aborted) : undefined;
    if (other?.settled?.rejected && !settled?.rejected)
      return finding(`cancels-queued-work.shared-${settled ? 'fulfilled' : 'pending'}`, values);
    if (settled && !settled.rejected) return finding('cancels-queued-work.fulfilled', values);
    if (!settled) {
      const key = wasCancelled(run, call) ? 'cancelled-silently' : 'pending';
      return finding(`cancels-queued-work.${key}`, values);
    }
    if (opened !== undefined && settled.at > opened)
      return finding('cancels-queued-work.waits-for-thread', values);
  }
  return undefined;
}

/** Judges that the work of a call that is aborted while it is queued never runs. */
export function cancelsQueuedWork(
  run: RunRecord,
  calls: readonly CountCall[],
  packageFolder: string,
): Verdict {
  const { trace } = run;
  if (!trace || trace.lost > 0) return undefined;
  const executed = abortedInQueue(calls).filter((call) => hasRunAfterAbort(run, call));
  const [first] = executed;
  if (!first) return undefined;
  const failed = recordsOf(trace, 'call-failed').find(
    ({ functionName, t }) =>
      functionName === 'napi_cancel_async_work' && t >= first.abortingAt! && t <= first.abortedAt!,
  );
  const values = { call: first.text, count: executed.length, status: failed?.status ?? '' };
  const where = failed && sourcePlace(failed.stack, packageFolder)?.where;
  return finding(`cancels-queued-work.${failed ? 'cancel-failed' : 'executed'}`, values, where);
}

function abortedInQueue(calls: readonly CountCall[]): CountCall[] {
  return ofKind(calls, 'queued', 'shared', 'behind').filter(({ abortedAt }) => abortedAt !== undefined);
}

function otherOf(call: CountCall, calls: readonly CountCall[]): CountCall | undefined {
  return ofKind(calls, 'shared').find((other) => other.id !== call.id);
}

/** The work that was queued during a call. */
function worksOf(
  { trace }: RunRecord,
  { calledAt, returnedAt = Number.POSITIVE_INFINITY }: CountCall,
): RecordOf<'work-queued'>[] {
  if (!trace) return [];
  return recordsOf(trace, 'work-queued').filter(({ t }) => t >= calledAt && t <= returnedAt);
}

function wasCancelled(run: RunRecord, call: CountCall): boolean {
  const works = worksOf(run, call).map(({ work }) => work);
  return (
    run.trace !== undefined && recordsOf(run.trace, 'work-cancelled').some(({ work }) => works.includes(work))
  );
}

/** If it began earlier, it was too late to cancel it. */
function hasRunAfterAbort(run: RunRecord, call: CountCall): boolean {
  const works = worksOf(run, call).map(({ work }) => work);
  const begun = run.trace ? recordsOf(run.trace, 'execute-begin') : [];
  return begun.some(({ work, t }) => works.includes(work) && t > call.abortedAt!);
}
