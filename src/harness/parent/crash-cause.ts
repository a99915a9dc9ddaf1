/** Why a process ended too early, as far as its ending, its last words and the probe's records tell. */
import { type RecordOf, recordsOf, type StackTrace, type Trace } from '../../probe/trace.js';
import { workSpans } from '../../probe/work-spans.js';
import { offThreadCall, secondQueueCall } from '../../probe/wrong-calls.js';
import { fatalMessage } from './describe-ending.js';
import { endingOf, type RunRecord } from './run-record.js';

/** A callback of the add-on that had begun and not ended when the process was gone. */
export interface OpenCallback {
  readonly callback: 'execute' | 'complete';
  readonly thread: number;
  /** Where its work item was created, where that is on record. */
  readonly createdAt: StackTrace | undefined;
}

interface During {
  /** Complete rather than Execute where both were open: work may well run at all times, and a callback is short. */
  readonly during: OpenCallback | undefined;
}

/** From the strongest evidence to the weakest: the first that applies is the cause. */
export type CrashCause =
  /** A call on another thread than its environment's: the probe ended the process there. */
  | ({ readonly kind: 'off-thread-call'; readonly call: RecordOf<'violation'> } & During)
  /** A work item was queued while it was queued: even a process that survived that may crash the next time. */
  | ({ readonly kind: 'queued-twice'; readonly call: RecordOf<'work-queued'> } & During)
  /** An uncaught error with a message that Node-API makes for an argument of the wrong type, or one that is no value. */
  | { readonly kind: 'node-api-error' }
  /** Any other uncaught error. */
  | { readonly kind: 'uncaught-error' }
  /** `process.exit()`, before all was done. */
  | { readonly kind: 'exit-called' }
  /** V8: a value was made or used without a handle scope. */
  | ({ readonly kind: 'no-handle-scope' } & During)
  /** Node-API: a callback left a handle scope open, or closed one too many. */
  | ({ readonly kind: 'handle-scope-left-open' } & During)
  /** Nothing but that this callback was running. */
  | { readonly kind: 'in-callback'; readonly during: OpenCallback }
  /** node-addon-api: an error was thrown while another one was pending. */
  | { readonly kind: 'threw-twice' }
  /** node-addon-api: a call had failed, and its empty value was used. */
  | { readonly kind: 'empty-value' }
  /** The C++ runtime: nothing caught an exception. */
  | { readonly kind: 'cpp-exception' }
  | { readonly kind: 'unknown' };

/** `undefined` for a run that ended by itself, or was cut off, without anything that might crash it. */
export function crashCause(run: RunRecord): CrashCause | undefined {
  const { trace } = run;
  const during = trace && openCallback(trace);
  const violation = trace && offThreadCall(trace);
  if (violation) return { kind: 'off-thread-call', call: violation, during };
  const queued = trace && secondQueueCall(trace);
  if (queued) return { kind: 'queued-twice', call: queued, during };

  const ending = endingOf(run);
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
      return killedBy(fatalMessage(run.stderr) ?? '', during);
  }
}

function killedBy(words: string, during: OpenCallback | undefined): CrashCause {
  // Whatever was running then, these messages of V8 and Node.js tell more.
  if (/without a HandleScope/.test(words)) return { kind: 'no-handle-scope', during };
  if (/open_handle_scopes/.test(words)) return { kind: 'handle-scope-left-open', during };
  if (during) return { kind: 'in-callback', during };
  if (/Error::ThrowAsJavaScriptException napi_throw/.test(words)) return { kind: 'threw-twice' };
  if (/Error::New napi_get_last_error_info/.test(words)) return { kind: 'empty-value' };
  if (/terminate called after throwing|libc\+\+abi.*uncaught/.test(words)) return { kind: 'cpp-exception' };
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

/** The messages of errors that Node-API makes by itself, for an argument that the call does not take. */
const NODE_API_MESSAGE = /^(?:\w+: )?(?:Invalid argument|An? (?:[\w ]+) was expected)$/;

/** Whether an error has a message of Node-API's: nothing in the add-on has worded it. */
export function isNodeApiMessage(message: string): boolean {
  return NODE_API_MESSAGE.test(message);
}
