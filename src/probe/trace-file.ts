import { promises as fs } from 'node:fs';

/** As `Kind` in native/trace_file.h, in the same order. */
const KINDS = [
  'nothing',
  'environment',
  'work-created',
  'work-queued',
  'work-cancelled',
  'work-deleted',
  'execute-begin',
  'execute-end',
  'complete-begin',
  'complete-end',
  'reference-created',
  'reference-deleted',
  'scope-opened',
  'scope-closed',
  'function-created',
  'function-acquired',
  'function-released',
  'function-called',
  'function-js-begin',
  'function-js-end',
  'function-finalized',
  'thread-created',
  'async-opened',
  'async-sent',
  'loop-run',
  'violation',
  'call-failed',
  'sample',
  'frame',
  'module-path',
] as const;

export type TraceKind = (typeof KINDS)[number];

const HEADER_BYTES = 4096;
const RECORD_BYTES = 64;
const MAGIC = 'LYNTRACE';
/** 65,536 records: 4 MiB at the most, and on most file systems only as much as was written. */
const CAPACITY = 65_536;
const COUNTS_OFFSET = 32;
const MAIN_THREAD_OFFSET = COUNTS_OFFSET + 64 * 8;
const URGENT_OFFSET = MAIN_THREAD_OFFSET + 8;
/** As `kUrgentRecords`: these have their place behind all others. */
const URGENT_RECORDS = 32;

/** Something that the probe saw. */
export interface TraceRecord {
  readonly kind: TraceKind;
  /** Milliseconds since the run's origin. */
  readonly t: number;
  /** The system's number of the thread. */
  readonly thread: number;
  /** In a process with several probed add-ons: which. */
  readonly module: number;
  /** What the kind says: an id, an environment, a frame's number. */
  readonly a: number;
  /** A place in the module, as an offset from its start. */
  readonly site: number;
  readonly c: number;
  /** Of what was taken: by which way of calls; 0 where that is not known. */
  readonly stack: number;
  /** For a violation, and a call that failed: the function that was called. */
  readonly functionName: string;
}

export interface Trace {
  readonly records: readonly TraceRecord[];
  /** How many of each kind there were, also those that did not fit. */
  readonly counts: Readonly<Record<TraceKind, number>>;
  /** How many records did not fit; what comes in masses is only counted from half of the file on. */
  readonly lost: number;
  /** The thread on which the process began; 0 where no add-on with the probe was loaded, or the system does not tell. */
  readonly mainThread: number;
  /** The files of the add-ons with the probe that were loaded, by their number in the records. */
  readonly modules: readonly string[];
}

/** Makes an empty trace file for a process that is about to start. */
export async function createTraceFile(file: string, capacity = CAPACITY): Promise<void> {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 'latin1');
  header.writeBigUInt64LE(BigInt(capacity), 8);
  await fs.writeFile(file, header);
  await fs.truncate(file, HEADER_BYTES + (capacity + URGENT_RECORDS) * RECORD_BYTES);
}

/**
 * Reads what the process left, in whatever way it ended.
 * @param originNs the zero of the times, a value of `process.hrtime.bigint()`
 * @param functions the names behind the numbers of functions
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
    const behind = HEADER_BYTES + capacity * RECORD_BYTES;
    await handle.read(body, common.length, urgent * RECORD_BYTES, behind);
    const records: TraceRecord[] = [];
    const modules: string[] = [];
    for (let offset = 0; offset < body.length; offset += RECORD_BYTES) {
      const record = readRecord(body, offset, originNs, functions);
      if (record.kind === 'module-path') appendPath(modules, body, offset);
      else if (record.kind !== 'nothing') records.push(record);
    }
    const counts = Object.fromEntries(
      KINDS.map((kind, index) => [kind, Number(header.readBigUInt64LE(COUNTS_OFFSET + index * 8))]),
    ) as Record<TraceKind, number>;
    const counted = Object.values(counts).reduce((sum, count) => sum + count, 0);
    // Below that, a difference is a record in the making when the process died.
    const lost = written * 2 < capacity ? 0 : counted - body.length / RECORD_BYTES;
    return {
      records,
      counts,
      lost: Math.max(0, lost),
      mainThread: Number(header.readBigUInt64LE(MAIN_THREAD_OFFSET)),
      modules: modules.map(fromLatin1),
    };
  } finally {
    await handle.close();
  }
}

/** A path comes in pieces of 24 bytes, in order. */
function appendPath(modules: string[], bytes: Buffer, offset: number): void {
  const module = bytes.readUInt32LE(offset + 20);
  const piece = bytes.subarray(offset + 24, offset + 48);
  const end = piece.indexOf(0);
  // Bytes, not characters: a letter of several bytes may be cut in two between pieces.
  modules[module] = (modules[module] ?? '') + piece.toString('latin1', 0, end === -1 ? 24 : end);
}

function readRecord(
  bytes: Buffer,
  offset: number,
  originNs: bigint,
  functions: readonly string[],
): TraceRecord {
  return {
    kind: KINDS[bytes.readUInt32LE(offset + 60)] ?? 'nothing',
    t: Number(bytes.readBigUInt64LE(offset) - originNs) / 1e6,
    thread: Number(bytes.readBigUInt64LE(offset + 8)),
    functionName: functions[bytes.readUInt32LE(offset + 16)] ?? '?',
    module: bytes.readUInt32LE(offset + 20),
    a: Number(bytes.readBigUInt64LE(offset + 24)),
    site: Number(bytes.readBigUInt64LE(offset + 32)),
    c: Number(bytes.readBigUInt64LE(offset + 40)),
    stack: Number(bytes.readBigUInt64LE(offset + 48)),
  };
}

function fromLatin1(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
