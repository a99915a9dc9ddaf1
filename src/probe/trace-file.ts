/** The trace file that the probe writes: a header and fixed-size records, as defined in native/trace_file.h. */
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { decodeRecords, type RawRecord } from './decode-records.js';
import type { Trace } from './trace.js';
import { countOffset, TRACE_KINDS, type TraceKind } from './trace-kinds.js';

export const HEADER_BYTES = 4096;
const RECORD_BYTES = 64;
/** Offset of `a` in a record. */
const PAYLOAD_OFFSET = 24;
const MAGIC = 'LYNTRACE';
/** In records: at most 4 MiB. */
const CAPACITY = 65_536;
export const MAIN_THREAD_OFFSET = countOffset(128);
const URGENT_OFFSET = MAIN_THREAD_OFFSET + 8;
export const UNUSED_OFFSET = URGENT_OFFSET + 8;
/** As `kUrgentRecords`: these are stored after all others. */
const URGENT_RECORDS = 32;

/** How many trace files the disk must have room for: runs overlap. */
const ROOM_FOR = 8;

/**
 * Creates an empty trace file for a new process. On most file systems, only written records take disk space. The process
 * maps the file to memory and gets SIGBUS where the disk has no room for a page, so that must fail here.
 * @param capacity in records
 * @throws the system's error, also if the disk has too little room
 */
export async function createTraceFile(file: string, capacity = CAPACITY): Promise<void> {
  const size = HEADER_BYTES + (capacity + URGENT_RECORDS) * RECORD_BYTES;
  await requireRoom(path.dirname(file), ROOM_FOR * size);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 'latin1');
  header.writeBigUInt64LE(BigInt(capacity), 8);
  await fs.writeFile(file, header);
  await fs.truncate(file, size);
}

/**
 * Asks the file system whether a folder has room.
 * @param size in bytes
 * @throws an error with the code ENOSPC, as the system's
 */
export async function requireRoom(folder: string, size: number): Promise<void> {
  const { bavail, bsize } = await fs.statfs(folder);
  if (bavail * bsize >= size) return;
  const message = `ENOSPC: no space left on device, create '${folder}'`;
  throw Object.assign(new Error(message), { code: 'ENOSPC', syscall: 'create' });
}

/**
 * Reads the trace of a process, however it ended and whatever it did to the file. One that it removed is an empty one.
 * @param originNs the start of the time axis, a value of `process.hrtime.bigint()`
 * @param functions the names of the functions, by index
 */
export async function readTraceFile(
  file: string,
  originNs: bigint,
  functions: readonly string[],
): Promise<Trace> {
  const handle = await openIfThere(file);
  const header = Buffer.alloc(HEADER_BYTES);
  try {
    await handle?.read(header, 0, HEADER_BYTES, 0);
    const capacity = Math.min(Number(header.readBigUInt64LE(8)), CAPACITY);
    const written = Number(header.readBigUInt64LE(16));
    const urgent = Math.min(Number(header.readBigUInt64LE(URGENT_OFFSET)), URGENT_RECORDS);
    const body = Buffer.alloc((Math.min(written, capacity) + urgent) * RECORD_BYTES);
    const common = body.subarray(0, body.length - urgent * RECORD_BYTES);
    await handle?.read(common, 0, common.length, HEADER_BYTES);
    const urgentStart = HEADER_BYTES + capacity * RECORD_BYTES;
    await handle?.read(body, common.length, urgent * RECORD_BYTES, urgentStart);

    const rawRecords: RawRecord[] = [];
    for (let offset = 0; offset < body.length; offset += RECORD_BYTES)
      rawRecords.push(readRawRecord(body, offset, originNs, functions));
    const modules = modulePaths(rawRecords, body);
    const counts = readCounts(header);
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
    await handle?.close();
  }
}

async function openIfThere(file: string): Promise<fs.FileHandle | undefined> {
  try {
    return await fs.open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Decodes one record. Records that were unfinished when the process died, and records of unknown kinds, become `nothing`.
 * @param originNs the start of the time axis
 */
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

/** How many records of each kind were written. */
function readCounts(header: Buffer): Record<TraceKind, number> {
  return Object.fromEntries(
    TRACE_KINDS.map((kind, index) => [kind, Number(header.readBigUInt64LE(countOffset(index)))]),
  ) as Record<TraceKind, number>;
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
