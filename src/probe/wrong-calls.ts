/** Calls that Node-API does not allow, and writes past the end of memory, from the probe's records. */
import { type RecordOf, recordsOf, type Trace } from './trace.js';
import { jsThreads } from './work-spans.js';

/** The call on a thread other than its environment's, which ended the process. */
export function offThreadCall(trace: Trace): RecordOf<'violation'> | undefined {
  return recordsOf(trace, 'violation')[0];
}

/** The first call of a static object's destructor after the teardown of its environment. */
export function lateCall(trace: Trace): RecordOf<'late-call'> | undefined {
  return recordsOf(trace, 'late-call')[0];
}

/** The first write past the end of a heap block. */
export function overrun(trace: Trace): RecordOf<'overrun'> | undefined {
  return recordsOf(trace, 'overrun')[0];
}

/** The call that queued a work item that was already queued, which corrupts libuv's queue. */
export function secondQueueCall(trace: Trace): RecordOf<'work-queued'> | undefined {
  const queued = new Set<string>();
  for (const record of recordsOf(trace, 'work-queued', 'execute-end', 'work-deleted')) {
    const { kind, work } = record;
    if (kind !== 'work-queued') queued.delete(work);
    else if (queued.has(work)) return record;
    else queued.add(work);
  }
  return undefined;
}

/**
 * The first work item on the stack, or with its data there, that was queued and had not been executed when the call returned that
 * created it: that was gone by then.
 * @param returns when calls returned, ms since the run's origin, in order
 */
export function workOnStack(trace: Trace, returns: readonly number[]): RecordOf<'work-created'> | undefined {
  const queued = new Set(recordsOf(trace, 'work-queued').map(({ work }) => work));
  const executed = recordsOf(trace, 'execute-end');
  return recordsOf(trace, 'work-created').find(({ onStack, work, t }) => {
    const returned = returns.find((at) => at >= t);
    if (!onStack || !queued.has(work) || returned === undefined) return false;
    return !executed.some((end) => end.work === work && end.t <= returned);
  });
}

/** The first work item that was deleted between queueing and its complete callback: Node.js goes on using its memory. */
export function deletedWhilePending(trace: Trace): RecordOf<'work-deleted'> | undefined {
  const pending = new Set<string>();
  for (const record of recordsOf(trace, 'work-queued', 'complete-begin', 'work-deleted')) {
    const { kind, work } = record;
    if (kind === 'work-queued') pending.add(work);
    else if (kind === 'complete-begin') pending.delete(work);
    else if (pending.has(work)) return record;
  }
  return undefined;
}

/**
 * The first failed call on a JS thread, except those that failed because an exception was pending.
 * @param sinceMs since the run's origin
 */
export function failedCall(trace: Trace, sinceMs: number): RecordOf<'call-failed'> | undefined {
  const js = jsThreads(trace);
  return recordsOf(trace, 'call-failed').find(
    ({ t, thread, status }) => t >= sinceMs && js.includes(thread) && status !== 'napi_pending_exception',
  );
}

/** The first attempt to settle a deferred that was settled already, which is undefined behavior. */
export function secondSettlement(
  trace: Trace,
):
  | { readonly first: RecordOf<'deferred-settled'>; readonly second: RecordOf<'deferred-settled'> }
  | undefined {
  const settled = new Map<string, RecordOf<'deferred-settled'>>();
  for (const second of recordsOf(trace, 'deferred-settled')) {
    const first = settled.get(second.deferred);
    if (first) return { first, second };
    settled.set(second.deferred, second);
  }
  return undefined;
}
