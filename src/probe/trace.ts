/** What the probe recorded in one process, in terms of Node-API and libuv. `trace-file.ts` reads it from disk. */
import type { RecordFields } from './record-fields.js';
import type { TraceKind } from './trace-kinds.js';

/** The kinds of decoded records: frames have become stack traces, and paths `modules`. */
export type RecordKind = Exclude<TraceKind, 'nothing' | 'frame' | 'module-path'>;

interface RecordBase {
  /** Milliseconds since the run's origin. */
  readonly t: number;
  /** The system's ID of the thread that wrote it. */
  readonly thread: number;
  /** The index in `modules` of the add-on that wrote it. */
  readonly module: number;
}

/** An event that the probe recorded. */
export type TraceRecord = {
  [K in RecordKind]: RecordBase & { readonly kind: K } & RecordFields[K];
}[RecordKind];

export type RecordOf<K extends RecordKind> = Extract<TraceRecord, { readonly kind: K }>;

export interface Trace {
  readonly records: readonly TraceRecord[];
  /** The number of records of each kind, including those that did not fit. */
  readonly counts: Readonly<Record<TraceKind, number>>;
  /** How many records are missing. Once the file is half full, frequent kinds are only counted. */
  readonly lost: number;
  /** The process's main thread; 0 if no add-on with the probe was loaded, or the system does not report it. */
  readonly mainThread: number;
  /** The files of the loaded add-ons that contain the probe. */
  readonly modules: readonly string[];
}

/** The records of these kinds, in the order of the trace. */
export function recordsOf<K extends RecordKind>(
  { records }: Pick<Trace, 'records'>,
  ...kinds: readonly K[]
): RecordOf<K>[] {
  return records.filter((record): record is RecordOf<K> => kinds.some((kind) => kind === record.kind));
}
