/** The trace file that the probe writes: a header and fixed-size records, as defined in native/trace_file.h. */
import { promises as fs } from 'node:fs';
import {
  type RecordFields,
  type RecordKind,
  type StackTrace,
  TRACE_KINDS,
  type Trace,
  type TraceKind,
  type TraceRecord,
} from './trace.js';

const HEADER_BYTES = 4096;
const RECORD_BYTES = 64;
/** Offset of `a` in a record. */
const PAYLOAD_OFFSET = 24;
const MAGIC = 'LYNTRACE';
/** In records: at most 4 MiB. On most file systems, only written records take disk space. */
const CAPACITY = 65_536;
const COUNTS_OFFSET = 32;
const MAIN_THREAD_OFFSET = COUNTS_OFFSET + 64 * 8;
const URGENT_OFFSET = MAIN_THREAD_OFFSET + 8;
/** As `kUrgentRecords`: these are stored after all others. */
const URGENT_RECORDS = 32;
/** `napi_tsfn_abort` in node_api.h. */
const TSFN_ABORT = 1;

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

/** Creates an empty trace file for a new process. @param capacity in records */
export async function createTraceFile(file: string, capacity = CAPACITY): Promise<void> {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 'latin1');
  header.writeBigUInt64LE(BigInt(capacity), 8);
  await fs.writeFile(file, header);
  await fs.truncate(file, HEADER_BYTES + (capacity + URGENT_RECORDS) * RECORD_BYTES);
}

/**
 * Reads the trace of a process, however it ended.
 * @param originNs the start of the time axis, a value of `process.hrtime.bigint()`
 * @param functions the names of the functions, by index
 */
export async function readTraceFile(
  file: string,
  originNs: bigint,
  functions: readonly string[],
): Promise<Trace> {
  const handle = await fs.open(file, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    await handle.read(header, 0, HEADER_BYTES, 0);
    const capacity = Number(header.readBigUInt64LE(8));
    const written = Number(header.readBigUInt64LE(16));
    const urgent = Math.min(Number(header.readBigUInt64LE(URGENT_OFFSET)), URGENT_RECORDS);
    const body = Buffer.alloc((Math.min(written, capacity) + urgent) * RECORD_BYTES);
    const common = body.subarray(0, body.length - urgent * RECORD_BYTES);
    await handle.read(common, 0, common.length, HEADER_BYTES);
    const urgentStart = HEADER_BYTES + capacity * RECORD_BYTES;
    await handle.read(body, common.length, urgent * RECORD_BYTES, urgentStart);

    const rawRecords: RawRecord[] = [];
    for (let offset = 0; offset < body.length; offset += RECORD_BYTES)
      rawRecords.push(readRawRecord(body, offset, originNs, functions));
    const modules = modulePaths(rawRecords, body);
    const counts = Object.fromEntries(
      TRACE_KINDS.map((kind, index) => [kind, Number(header.readBigUInt64LE(COUNTS_OFFSET + index * 8))]),
    ) as Record<TraceKind, number>;
    const counted = Object.values(counts).reduce((sum, count) => sum + count, 0);
    // In a file less than half full, a difference comes from a record that was unfinished when the process died.
    const lost = written * 2 < capacity ? 0 : counted - rawRecords.length;
    return {
      records: decodeRecords(rawRecords, modules),
      counts,
      lost: Math.max(0, lost),
      mainThread: Number(header.readBigUInt64LE(MAIN_THREAD_OFFSET)),
      modules,
    };
  } finally {
    await handle.close();
  }
}

/** `Record` in native/trace_file.h. The meaning of `a`, `b` and `c` depends on the kind. */
interface RawRecord {
  readonly kind: TraceKind;
  readonly t: number;
  readonly thread: number;
  readonly functionName: string;
  readonly module: number;
  readonly a: number;
  /** For most kinds, the call site, in bytes from the module's start. */
  readonly b: number;
  readonly c: number;
  /** The ID of the call's stack, which its frames have in `c`; 0 if unknown. */
  readonly stack: number;
}

/** Records that were unfinished when the process died, and records of unknown kinds, become `nothing`. */
function readRawRecord(
  bytes: Buffer,
  offset: number,
  originNs: bigint,
  functions: readonly string[],
): RawRecord {
  return {
    kind: TRACE_KINDS[bytes.readUInt32LE(offset + 60)] ?? 'nothing',
    t: Number(bytes.readBigUInt64LE(offset) - originNs) / 1e6,
    thread: Number(bytes.readBigUInt64LE(offset + 8)),
    functionName: functions[bytes.readUInt32LE(offset + 16)] ?? '?',
    module: bytes.readUInt32LE(offset + 20),
    a: Number(bytes.readBigUInt64LE(offset + PAYLOAD_OFFSET)),
    b: Number(bytes.readBigUInt64LE(offset + 32)),
    c: Number(bytes.readBigUInt64LE(offset + 40)),
    stack: Number(bytes.readBigUInt64LE(offset + 48)),
  };
}

/** The add-ons' files by module number. Each record contains the next 24 bytes of a path in `a`, `b` and `c`. */
function modulePaths(rawRecords: readonly RawRecord[], bytes: Buffer): string[] {
  const paths: string[] = [];
  for (const [index, { kind, module }] of rawRecords.entries()) {
    if (kind !== 'module-path') continue;
    const begin = index * RECORD_BYTES + PAYLOAD_OFFSET;
    const piece = bytes.subarray(begin, begin + 24);
    const end = piece.indexOf(0);
    // Joined as bytes, because a multibyte character may be split between two pieces.
    paths[module] = (paths[module] ?? '') + piece.toString('latin1', 0, end === -1 ? piece.length : end);
  }
  return paths.map((path) => Buffer.from(path, 'latin1').toString('utf8'));
}

type RawRecordOf<K extends TraceKind> = RawRecord & { readonly kind: K };

function decodeRecords(rawRecords: readonly RawRecord[], modules: readonly string[]): TraceRecord[] {
  const framesOf = frameLookup(rawRecords);
  const stackOf = (raw: RawRecord): StackTrace => ({ file: modules[raw.module], frames: framesOf(raw) });
  return rawRecords.filter(isDecoded).map((raw) => {
    const { kind, t, thread, module } = raw;
    return { kind, t, thread, module, ...DECODERS[kind](raw, stackOf) } as TraceRecord;
  });
}

function isDecoded(raw: RawRecord): raw is RawRecordOf<RecordKind> {
  return raw.kind in DECODERS;
}

/**
 * The frames of a record, innermost first: the call site, then its callers. A violation, sample or late call is
 * followed by its frames, recorded by the same thread. Other records refer to a stack whose frames are recorded once.
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
    else if (kind === 'violation' || kind === 'sample' || kind === 'late-call') ofRecords.set(raw, []);
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
const wrap = (raw: RawRecord) => ({ wrap: uniqueId(raw) });
const threadsafeFunction = (raw: RawRecord) => ({ threadsafeFunction: uniqueId(raw) });

const DECODERS: { readonly [K in RecordKind]: Decoder<K> } = {
  environment: ({ a }) => ({ env: a }),
  'work-created': (raw, stackOf) => ({ ...work(raw), stack: stackOf(raw) }),
  'work-queued': (raw, stackOf) => ({ ...work(raw), stack: stackOf(raw) }),
  'work-cancelled': work,
  'work-deleted': work,
  'execute-begin': work,
  'execute-end': work,
  'complete-begin': work,
  'complete-end': work,
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
  'function-called': threadsafeFunction,
  'function-js-begin': threadsafeFunction,
  'function-js-end': threadsafeFunction,
  'function-finalized': threadsafeFunction,
  'thread-created': (raw, stackOf) => ({ stack: stackOf(raw) }),
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
    status: STATUSES[raw.a] ?? String(raw.a),
    stack: stackOf(raw),
  }),
  'late-call': (raw, stackOf) => ({ functionName: raw.functionName, env: raw.a, stack: stackOf(raw) }),
  overrun: (raw, stackOf) => ({ size: raw.a, bytesPast: raw.c, stack: stackOf(raw) }),
  'went-on': (raw, stackOf) => ({ functionName: raw.functionName, stack: stackOf(raw) }),
  wrapped: (raw, stackOf) => ({ ...wrap(raw), stack: stackOf(raw) }),
  'wrap-finalized': wrap,
  sample: (raw, stackOf) => ({ env: raw.a, stack: stackOf(raw) }),
};

/** Numbers are only unique within an add-on. */
function uniqueId({ module, a }: RawRecord): string {
  return `${module}:${a}`;
}
