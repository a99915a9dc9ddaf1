/** The trace file of the attached probe, as native/attached/ring_file.h and places.h write it. */
import { promises as fs } from 'node:fs';
import { decodeRecords, type RawRecord } from './decode-records.js';
import type { StackTrace } from './record-fields.js';
import type { Trace } from './trace.js';
import { HEADER_BYTES, MAIN_THREAD_OFFSET, UNUSED_OFFSET } from './trace-file.js';
import { TRACE_KINDS, type TraceKind } from './trace-kinds.js';

const MAGIC = 'LYNRING1';
/** In records: `kRingRecords`. */
const RING_RECORDS = 32_768;
/** `RingRecord`. */
const RECORD_BYTES = 32;
const PLACE_BYTES = 256;
/** `kMostPlaces`. */
const PLACES = 4_096;
const MODULE_BYTES = 1_024;
/** `kMostModules`. */
const MODULES = 256;
const COMMAND_OFFSET = 2_048;
/** A site is a module's number, from 1, above this many bits with the address in it: `kSiteBits`. */
const SITE_UNIT = 2 ** 40;
/** Offsets of the frames in a place, and how many there can be. */
const FRAMES_OFFSET = 104;

const PLACES_START = HEADER_BYTES + RING_RECORDS * RECORD_BYTES;
const MODULES_START = PLACES_START + PLACES * PLACE_BYTES;
/** The size of a trace file: `kFileBytes`. */
export const TRACE_BYTES: number = MODULES_START + MODULES * MODULE_BYTES;

/** What happened at one place of the code, however often. Nothing of it is ever overwritten. */
export interface Place {
  readonly kind: TraceKind;
  /** The wrapped function that was called there, if the kind has one. */
  readonly functionName: string;
  readonly stack: StackTrace;
  /** Whether the place was reached by several ways: the stack is what they have in common. */
  readonly hasSeveralCallers: boolean;
  /** The thread of the first time. */
  readonly thread: number;
  /** The additional value of the first record: for a violation, the thread that owns the environment. */
  readonly other: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** How often; for resources: how many were acquired. */
  readonly count: number;
  readonly released: number;
  /** Resources that were not released when their environment ended. */
  readonly dropped: number;
  /** Of resources: the most that an environment had left when it should have released them. */
  readonly left: number;
  /** The largest additional value: ns for `held` and `pool-held`, a number of handles for `many-handles`. */
  readonly most: number;
}

/** A module that the probe was attached to. */
export interface AttachedModule {
  readonly file: string;
  /** Whether it can call Node-API; otherwise, it uses V8 directly. */
  readonly isWatched: boolean;
}

/** What the attached probe has recorded in one process. */
export interface AttachedTrace {
  readonly pid: number;
  readonly command: readonly string[];
  readonly trace: Trace;
  readonly places: readonly Place[];
  readonly modules: readonly AttachedModule[];
}

/**
 * Reads the trace of a process, however it ended. `undefined` for a file that the probe had not finished creating.
 * @param originNs the start of the time axis, a value of `process.hrtime.bigint()`
 * @param functions the names of the functions, by index
 * @throws the system's error, if the file cannot be read
 */
export async function readAttachedTrace(
  file: string,
  originNs: bigint,
  functions: readonly string[],
): Promise<AttachedTrace | undefined> {
  const bytes = await fs.readFile(file);
  if (bytes.length < TRACE_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const attached = readModules(bytes);
  const modules = attached.map(({ file: path }) => path);
  const mainThread = Number(bytes.readBigUInt64LE(MAIN_THREAD_OFFSET));
  const written = Number(bytes.readBigUInt64LE(16));
  const records = decodeRecords(ringRecords(bytes, written, originNs, functions), modules);
  return {
    pid: mainThread,
    command: readCommand(bytes),
    trace: {
      records,
      counts: countsOf(records),
      lost: Math.max(0, written - RING_RECORDS - Number(bytes.readBigUInt64LE(UNUSED_OFFSET))),
      mainThread,
      modules,
    },
    places: readPlaces(bytes, originNs, functions, modules),
    modules: attached,
  };
}

/** The attached probe counts at places instead, so these are the numbers of the records that are left. */
function countsOf(records: Trace['records']): Record<TraceKind, number> {
  const counts = Object.fromEntries(TRACE_KINDS.map((kind) => [kind, 0])) as Record<TraceKind, number>;
  for (const { kind } of records) counts[kind]++;
  return counts;
}

/** The records that were not overwritten, the oldest first. Busy threads reserve slots, so they are not in order. */
function ringRecords(
  bytes: Buffer,
  written: number,
  originNs: bigint,
  functions: readonly string[],
): RawRecord[] {
  const first = Math.max(0, written - RING_RECORDS);
  const records = Array.from({ length: written - first }, (_, index) => {
    const slot = (first + index) % RING_RECORDS;
    return readRecord(bytes, HEADER_BYTES + slot * RECORD_BYTES, originNs, functions);
  });
  return records.filter(({ kind }) => kind !== 'nothing').sort((a, b) => a.t - b.t);
}

function readRecord(
  bytes: Buffer,
  offset: number,
  originNs: bigint,
  functions: readonly string[],
): RawRecord {
  const b = Number(bytes.readBigUInt64LE(offset + 16));
  return {
    kind: TRACE_KINDS[bytes.readUInt16LE(offset + 30)] ?? 'nothing',
    t: Number(bytes.readBigUInt64LE(offset) - originNs) / 1e6,
    thread: bytes.readUInt32LE(offset + 24),
    functionName: functions[bytes.readUInt16LE(offset + 28)] ?? '?',
    module: 0,
    a: Number(bytes.readBigUInt64LE(offset + 8)),
    ...(b < SITE_UNIT ? { b } : siteOf(b)),
    c: 0,
    stack: 0,
  };
}

function siteOf(site: number): { b: number; siteModule: number } {
  return { b: site % SITE_UNIT, siteModule: Math.floor(site / SITE_UNIT) - 1 };
}

function readPlaces(
  bytes: Buffer,
  originNs: bigint,
  functions: readonly string[],
  modules: readonly string[],
): Place[] {
  const places: Place[] = [];
  for (let at = PLACES_START; at < MODULES_START; at += PLACE_BYTES) {
    const integer = (index: number) => Number(bytes.readBigUInt64LE(at + index * 8));
    const ms = (index: number) => Number(bytes.readBigUInt64LE(at + index * 8) - originNs) / 1e6;
    const kind = TRACE_KINDS[bytes.readUInt32LE(at + 80)];
    // A place without a kind was unfinished when the process died.
    if (integer(0) === 0 || kind === undefined || kind === 'nothing') continue;
    const { b, siteModule } = siteOf(integer(12));
    const callers = Array.from({ length: bytes.readUInt32LE(at + 88) }, (_, index) =>
      Number(bytes.readBigUInt64LE(at + FRAMES_OFFSET + index * 8)),
    );
    places.push({
      kind,
      functionName: functions[bytes.readUInt32LE(at + 84)] ?? '?',
      stack: { file: modules[siteModule], frames: callers.length > 0 ? callers : [b] },
      hasSeveralCallers: bytes.readUInt32LE(at + 92) !== 0,
      firstMs: ms(1),
      lastMs: ms(2),
      thread: integer(3),
      other: integer(4),
      count: integer(5),
      released: integer(6),
      dropped: integer(7),
      left: integer(8),
      most: integer(9),
    });
  }
  return places;
}

function readModules(bytes: Buffer): AttachedModule[] {
  const modules: AttachedModule[] = [];
  for (let at = MODULES_START; at < TRACE_BYTES && bytes[at] !== 0; at += MODULE_BYTES) {
    const file = bytes.toString('utf8', at, bytes.indexOf(0, at));
    modules.push({ file, isWatched: bytes[at + MODULE_BYTES - 1] === 1 });
  }
  return modules;
}

function readCommand(bytes: Buffer): string[] {
  const end = bytes.indexOf('\0\0', COMMAND_OFFSET);
  const text = bytes.toString('utf8', COMMAND_OFFSET, end === -1 ? HEADER_BYTES : end);
  return text.split('\0').filter((word, index, all) => word !== '' || index < all.length - 1);
}
