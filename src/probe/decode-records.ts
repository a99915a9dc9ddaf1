/** Decodes the raw records of a trace file into records in terms of Node-API and libuv. */
import type { RecordFields, StackTrace } from './record-fields.js';
import type { RecordKind, TraceRecord } from './trace.js';
import type { TraceKind } from './trace-kinds.js';

/** `napi_tsfn_abort` in node_api.h. */
const TSFN_ABORT = 1;
/** What of a work item is on the stack. */
const ON_STACK = [undefined, 'data', 'request'] as const;
/** `napi_tsfn_blocking` in node_api.h. */
const TSFN_BLOCKING = 1;

/** Names of `napi_status` by number. Source: Node.js documentation, "Node-API", `napi_status`. */
const STATUSES = [
  'napi_ok',
  'napi_invalid_arg',
  'napi_object_expected',
  'napi_string_expected',
  'napi_name_expected',
  'napi_function_expected',
  'napi_number_expected',
  'napi_boolean_expected',
  'napi_array_expected',
  'napi_generic_failure',
  'napi_pending_exception',
  'napi_cancelled',
  'napi_escape_called_twice',
  'napi_handle_scope_mismatch',
  'napi_callback_scope_mismatch',
  'napi_queue_full',
  'napi_closing',
  'napi_bigint_expected',
  'napi_date_expected',
  'napi_arraybuffer_expected',
  'napi_detachable_arraybuffer_expected',
  'napi_would_deadlock',
  'napi_no_external_buffers_allowed',
  'napi_cannot_run_js',
];

/** `Record` in native/trace_file.h. The meaning of `a`, `b` and `c` depends on the kind. */
export interface RawRecord {
  readonly kind: TraceKind;
  readonly t: number;
  readonly thread: number;
  readonly functionName: string;
  readonly module: number;
  /** The module of the call site, if the record itself belongs to no module: the attached probe's. */
  readonly siteModule?: number;
  readonly a: number;
  /** For most kinds, the call site, in bytes from the module's start. */
  readonly b: number;
  readonly c: number;
  /** The ID of the call's stack, which its frames have in `c`; 0 if unknown. */
  readonly stack: number;
}

/** Kinds whose records are followed by their frames, written by the same thread. */
const FOLLOWED_BY_FRAMES: ReadonlySet<TraceKind> = new Set([
  'violation',
  'sample',
  'late-call',
  'terminated',
]);

type RawRecordOf<K extends TraceKind> = RawRecord & { readonly kind: K };

/** The records of known kinds, with their stacks. @param modules the add-ons' files by module number */
export function decodeRecords(rawRecords: readonly RawRecord[], modules: readonly string[]): TraceRecord[] {
  const framesOf = frameLookup(rawRecords);
  const stackOf = (raw: RawRecord): StackTrace => ({
    file: modules[raw.siteModule ?? raw.module],
    frames: framesOf(raw),
  });
  return rawRecords.filter(isDecoded).map((raw) => {
    const { kind, t, thread, module } = raw;
    return { kind, t, thread, module, ...DECODERS[kind](raw, stackOf) } as TraceRecord;
  });
}

function isDecoded(raw: RawRecord): raw is RawRecordOf<RecordKind> {
  return raw.kind in DECODERS;
}

/**
 * The frames of a record, innermost first: the call site, then its callers. Some records are followed by their frames.
 * Other records refer to a stack whose frames are recorded once.
 */
function frameLookup(rawRecords: readonly RawRecord[]): (raw: RawRecord) => number[] {
  const ofStacks = new Map<string, number[]>();
  const ofRecords = new Map<RawRecord, number[]>();
  const lastOfThread = new Map<number, RawRecord>();
  for (const raw of rawRecords) {
    const { kind, thread, module, b, c } = raw;
    if (kind === 'nothing' || kind === 'module-path') continue;
    if (kind === 'frame' && c === 0) {
      const last = lastOfThread.get(thread);
      if (last?.module === module) ofRecords.get(last)?.push(b);
      continue;
    }
    lastOfThread.set(thread, raw);
    if (kind === 'frame') append(ofStacks, stackKey(module, c), b);
    else if (FOLLOWED_BY_FRAMES.has(kind)) ofRecords.set(raw, []);
  }
  return (raw) => {
    const { kind, module, b, stack } = raw;
    const callers = ofRecords.get(raw) ?? (stack === 0 ? [] : (ofStacks.get(stackKey(module, stack)) ?? []));
    return kind === 'sample' ? callers : [b, ...callers];
  };
}

/** Stack numbers are only unique within an add-on. */
function stackKey(module: number, stack: number): string {
  return `${module}:${stack}`;
}

function append(map: Map<string, number[]>, key: string, frame: number): void {
  const frames = map.get(key);
  if (frames) frames.push(frame);
  else map.set(key, [frame]);
}

type Decoder<K extends RecordKind> = (
  raw: RawRecord,
  stackOf: (raw: RawRecord) => StackTrace,
) => RecordFields[K];

const work = (raw: RawRecord) => ({ work: uniqueId(raw) });
const reference = (raw: RawRecord) => ({ reference: uniqueId(raw) });
const scope = (raw: RawRecord) => ({ scope: uniqueId(raw) });
const deferred = (raw: RawRecord) => ({ deferred: uniqueId(raw) });
const wrap = (raw: RawRecord) => ({ wrap: uniqueId(raw) });
const ownThread = (raw: RawRecord) => ({ ownThread: uniqueId(raw) });
const functionData = (raw: RawRecord) => ({ functionData: uniqueId(raw) });
const instanceData = (raw: RawRecord) => ({ instanceData: uniqueId(raw) });
const payload = (raw: RawRecord) => ({ payload: uniqueId(raw) });
const threadsafeFunction = (raw: RawRecord) => ({ threadsafeFunction: uniqueId(raw) });

const DECODERS: { readonly [K in RecordKind]: Decoder<K> } = {
  environment: ({ a }) => ({ env: a }),
  'work-created': (raw, stackOf) => ({ ...work(raw), onStack: ON_STACK[raw.c], stack: stackOf(raw) }),
  'work-queued': (raw, stackOf) => ({ ...work(raw), stack: stackOf(raw) }),
  'work-cancelled': work,
  'work-deleted': work,
  'execute-begin': work,
  'execute-end': work,
  'complete-begin': work,
  'complete-end': work,
  'request-finished': (raw, stackOf) => ({ ...work(raw), stack: stackOf(raw) }),
  'request-freed': work,
  'deferred-created': (raw, stackOf) => ({ ...deferred(raw), stack: stackOf(raw) }),
  'deferred-settled': (raw, stackOf) => ({ ...deferred(raw), rejects: raw.c !== 0, stack: stackOf(raw) }),
  'reference-created': (raw, stackOf) => ({ ...reference(raw), stack: stackOf(raw) }),
  'reference-deleted': reference,
  'scope-opened': (raw, stackOf) => ({ ...scope(raw), stack: stackOf(raw) }),
  'scope-closed': scope,
  'function-created': (raw, stackOf) => ({
    ...threadsafeFunction(raw),
    initialThreadCount: raw.c,
    stack: stackOf(raw),
  }),
  'function-acquired': threadsafeFunction,
  'function-released': (raw) => ({ ...threadsafeFunction(raw), aborts: raw.b === TSFN_ABORT }),
  'function-called': (raw) => ({ ...threadsafeFunction(raw), blocking: raw.b === TSFN_BLOCKING }),
  'function-js-begin': threadsafeFunction,
  'function-js-end': threadsafeFunction,
  'function-finalized': threadsafeFunction,
  'function-answered': (raw) => ({ ...threadsafeFunction(raw), status: statusName(raw.b) }),
  'function-ref': threadsafeFunction,
  'function-unref': (raw, stackOf) => ({ ...threadsafeFunction(raw), stack: stackOf(raw) }),
  'thread-created': (raw, stackOf) => ({ ...ownThread(raw), stack: stackOf(raw) }),
  'thread-started': ownThread,
  'thread-ended': ownThread,
  'thread-joined': ownThread,
  'thread-detached': (raw, stackOf) => ({ ...ownThread(raw), stack: stackOf(raw) }),
  terminated: (raw, stackOf) => ({ stack: stackOf(raw) }),
  'async-opened': (raw, stackOf) => ({ async: raw.a, stack: stackOf(raw) }),
  'async-sent': ({ a }) => ({ async: a }),
  'loop-run': (raw, stackOf) => ({ loop: raw.a, stack: stackOf(raw) }),
  violation: (raw, stackOf) => ({
    functionName: raw.functionName,
    env: raw.a,
    ownerThread: raw.c,
    stack: stackOf(raw),
  }),
  'call-failed': (raw, stackOf) => ({
    functionName: raw.functionName,
    status: statusName(raw.a),
    stack: stackOf(raw),
  }),
  'late-call': (raw, stackOf) => ({ functionName: raw.functionName, env: raw.a, stack: stackOf(raw) }),
  overrun: (raw, stackOf) => ({ size: raw.a, bytesPast: raw.c, stack: stackOf(raw) }),
  'block-left': (raw, stackOf) => ({ size: raw.a, age: raw.c / 1e6, stack: stackOf(raw) }),
  'went-on': (raw, stackOf) => ({ functionName: raw.functionName, stack: stackOf(raw) }),
  wrapped: (raw, stackOf) => ({ ...wrap(raw), stack: stackOf(raw) }),
  'wrap-finalized': wrap,
  sample: (raw, stackOf) => ({ env: raw.a, stack: stackOf(raw) }),
  'environment-ended': ({ a }) => ({ env: a }),
  'instance-data-set': (raw, stackOf) => ({ ...instanceData(raw), env: raw.c, stack: stackOf(raw) }),
  'instance-data-finalized': instanceData,
  'instance-data-freed': instanceData,
  'function-data-kept': (raw, stackOf) => ({ ...functionData(raw), stack: stackOf(raw) }),
  'function-data-freed': functionData,
  'function-queue': (raw) => ({ ...threadsafeFunction(raw), limit: raw.b }),
  'function-depth': (raw) => ({ ...threadsafeFunction(raw), deepest: raw.b }),
  'function-after-closing': (raw, stackOf) => ({ ...threadsafeFunction(raw), stack: stackOf(raw) }),
  'payload-passed': (raw, stackOf) => ({
    ...payload(raw),
    threadsafeFunction: `${raw.module}:${raw.c}`,
    stack: stackOf(raw),
  }),
  'payload-freed': payload,
  'process-ended': () => ({}),
  'other-environment': (raw, stackOf) => ({
    functionName: raw.functionName,
    ownerEnv: raw.c,
    stack: stackOf(raw),
  }),
  'settled-twice': (raw, stackOf) => ({
    ...deferred(raw),
    functionName: raw.functionName,
    stack: stackOf(raw),
  }),
  'no-callback-scope': (raw, stackOf) => ({ functionName: raw.functionName, stack: stackOf(raw) }),
  'many-handles': (raw, stackOf) => ({
    functionName: raw.functionName,
    handles: raw.c,
    stack: stackOf(raw),
  }),
  callback: (raw, stackOf) => ({ durationMs: raw.a / 1e6, stack: stackOf(raw) }),
  held: (raw, stackOf) => ({ ownMs: raw.c / 1e6, stack: stackOf(raw) }),
  'pool-held': (raw, stackOf) => ({ heldMs: raw.c / 1e6, stack: stackOf(raw) }),
};

function statusName(status: number): string {
  return STATUSES[status] ?? String(status);
}

/** Numbers are only unique within an add-on. */
function uniqueId({ module, a }: RawRecord): string {
  return `${module}:${a}`;
}
