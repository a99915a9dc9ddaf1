/** Determines why a process ended early, from its ending, its fatal error message and the probe's records. */
import type { StackTrace } from '../../probe/record-fields.js';
import { type RecordOf, recordsOf, type Trace } from '../../probe/trace.js';
import { workSpans } from '../../probe/work-spans.js';
import {
  deletedWhilePending,
  lateCall,
  offThreadCall,
  secondQueueCall,
  secondSettlement,
  workOnStack,
} from '../../probe/wrong-calls.js';
import { fatalMessage, saidBy } from './fatal-message.js';
import { endingOf, eventsOf, type RunRecord } from './run-record.js';

/** A callback of the add-on that was running when the process ended. */
export interface OpenCallback {
  readonly callback: 'execute' | 'complete';
  readonly thread: number;
  /** Where its work item was created, if recorded. */
  readonly createdAt: StackTrace | undefined;
}

interface During {
  /** Complete if both were running: Execute may run all the time, but Complete is short. */
  readonly during: OpenCallback | undefined;
}

/** From the strongest evidence to the weakest: the first that applies is the cause. */
export type CrashCause =
  /** A call on a thread other than its environment's, at which the probe ended the process. */
  | ({ readonly kind: 'off-thread-call'; readonly call: RecordOf<'violation'> } & During)
  /** A work item was queued while it was already queued. A process may survive this once and crash the next time. */
  | ({ readonly kind: 'queued-twice'; readonly call: RecordOf<'work-queued'> } & During)
  /** The data of queued work, or its `uv_work_t`, was a local variable. A process may survive this. */
  | ({
      readonly kind: 'data-on-stack' | 'request-on-stack';
      readonly call: RecordOf<'work-created'>;
    } & During)
  /** A deferred was settled again, after the first time had freed it. A process may survive this. */
  | ({ readonly kind: 'settled-twice' } & During)
  /** The destructor of a static object called Node-API at exit. A process may survive this. */
  | { readonly kind: 'late-call'; readonly call: RecordOf<'late-call'> }
  /** A work item was deleted while it was queued or running. */
  | ({ readonly kind: 'deleted-while-pending'; readonly call: RecordOf<'work-deleted'> } & During)
  /** An uncaught error with Node-API's message for an invalid argument or an argument of the wrong type. */
  | { readonly kind: 'node-api-error' }
  /** Any other uncaught error. */
  | { readonly kind: 'uncaught-error' }
  /** `process.exit()` was called before all work was done. */
  | { readonly kind: 'exit-called' }
  /** V8: a value was created or used without a handle scope. */
  | ({ readonly kind: 'no-handle-scope' } & During)
  /** Node-API: a callback left a handle scope open, or closed too many. */
  | ({ readonly kind: 'handle-scope-left-open' } & During)
  /** Only this is known: the callback was running. */
  | { readonly kind: 'in-callback'; readonly during: OpenCallback }
  /** node-addon-api: an error was thrown while another was pending. */
  | { readonly kind: 'threw-twice' }
  /** node-addon-api: the empty value returned by a failed call was used. */
  | { readonly kind: 'empty-value' }
  /** A joinable `std::thread` was destroyed or overwritten: its own code calls `std::terminate`. */
  | { readonly kind: 'joinable-thread'; readonly call: RecordOf<'terminated'> }
  /** The C library, about the heap: it was damaged, or misused. */
  | { readonly kind: 'heap-check' }
  /** The C library, about the stack: an array on it was overrun. */
  | { readonly kind: 'stack-check' }
  | { readonly kind: 'sanitizer' }
  /** The C++ runtime: an exception was not caught. */
  | { readonly kind: 'cpp-exception' }
  | { readonly kind: 'unknown' };

/** `undefined` for a run that ended by itself or was cut off, without a call that might crash it. */
export function crashCause(run: RunRecord): CrashCause | undefined {
  const { trace } = run;
  const during = trace && openCallback(trace);
  const violation = trace && offThreadCall(trace);
  if (violation) return { kind: 'off-thread-call', call: violation, during };
  const queued = trace && secondQueueCall(trace);
  if (queued) return { kind: 'queued-twice', call: queued, during };
  const onStack = trace && workOnStack(trace, returnsOf(run));
  if (onStack?.onStack) return { kind: `${onStack.onStack}-on-stack`, call: onStack, during };
  if (trace && secondSettlement(trace)) return { kind: 'settled-twice', during };

  const ending = endingOf(run);
  const late = trace && lateCall(trace);
  if (late && (ending.kind === 'drained' || ending.kind === 'crashed'))
    return { kind: 'late-call', call: late };
  switch (ending.kind) {
    case 'drained':
    case 'cut-off':
      return undefined;
    case 'threw':
      return { kind: isNodeApiMessage(ending.message) ? 'node-api-error' : 'uncaught-error' };
    case 'exited':
      return { kind: 'exit-called' };
    case 'crashed':
    case 'vanished':
      return (
        joinableThread(run) ??
        killedBy(fatalMessage(run.stderr) ?? '', during, trace && deletedWhilePending(trace))
      );
  }
}

/** Signals for an access to memory that is not what the code takes it for. */
const MEMORY_FAULTS: readonly unknown[] = ['SIGSEGV', 'SIGBUS', 'SIGILL'];

/**
 * When the calls returned or threw, ms since the run's origin. A pool thread may use what is gone, and end the process,
 * after the add-on's function has returned and before that is recorded: then, the last return is at infinity.
 */
function returnsOf(run: RunRecord): number[] {
  const returns = [...eventsOf(run, 'return'), ...eventsOf(run, 'throw')].map(({ t }) => t);
  const unrecorded = MEMORY_FAULTS.includes(run.signal) ? [Number.POSITIVE_INFINITY] : [];
  return [...returns.sort((a, b) => a - b), ...unrecorded];
}

/** `std::terminate` was called by the add-on's own code, without an exception, while a thread was joinable. */
function joinableThread({ trace, stderr }: RunRecord): CrashCause | undefined {
  const call = trace && recordsOf(trace, 'terminated')[0];
  if (!call || !/^terminate called without an active exception|^libc\+\+abi: terminating$/m.test(stderr))
    return undefined;
  const over = recordsOf(trace, 'thread-joined', 'thread-detached').length;
  return recordsOf(trace, 'thread-created').length > over ? { kind: 'joinable-thread', call } : undefined;
}

function killedBy(
  message: string,
  during: OpenCallback | undefined,
  deleted: RecordOf<'work-deleted'> | undefined,
): CrashCause {
  // These messages of V8 and Node.js are more specific than the running callback.
  if (/without a HandleScope/.test(message)) return { kind: 'no-handle-scope', during };
  if (/open_handle_scopes/.test(message)) return { kind: 'handle-scope-left-open', during };
  if (deleted) return { kind: 'deleted-while-pending', call: deleted, during };
  if (during) return { kind: 'in-callback', during };
  const by = saidBy(message);
  if (by === 'heap-check' || by === 'stack-check' || by === 'sanitizer') return { kind: by };
  if (/Error::ThrowAsJavaScriptException napi_throw/.test(message)) return { kind: 'threw-twice' };
  if (/Error::New napi_get_last_error_info/.test(message)) return { kind: 'empty-value' };
  if (by === 'exception') return { kind: 'cpp-exception' };
  return { kind: 'unknown' };
}

function openCallback(trace: Trace): OpenCallback | undefined {
  const open = workSpans(trace).filter(({ endMs }) => endMs === undefined);
  for (const callback of ['complete', 'execute'] as const) {
    const span = open.find(({ kind }) => kind === callback);
    if (!span) continue;
    const created = recordsOf(trace, 'work-created').find(({ work }) => work === span.id);
    return { callback, thread: span.thread, createdAt: created?.stack };
  }
  return undefined;
}

/** Error messages that Node-API generates for invalid arguments. */
const NODE_API_MESSAGE = /^(?:\w+: )?(?:Invalid argument|An? (?:[\w ]+) was expected)$/;

/** Whether an error message was generated by Node-API, not written by the add-on's author. */
export function isNodeApiMessage(message: string): boolean {
  return NODE_API_MESSAGE.test(message);
}
