import { ownPlace } from './symbolize.js';
import type { Trace, TraceRecord } from './trace-file.js';

/** A Node-API function that was called on another thread than the one its environment belongs to. */
export interface Violation {
  readonly functionName: string;
  readonly t: number;
  readonly thread: number;
  readonly ownerThread: number;
  /** In the learner's source: `myaddon.cc:23`, where the toolchain can tell. */
  readonly where: string | undefined;
  /** The learner's function around that place. */
  readonly within: string | undefined;
}

/** The first violation of the rule that every environment belongs to its thread; the process ended there. */
export function violationIn(trace: Trace, packageFolder: string): Violation | undefined {
  const record = trace.records.find(({ kind }) => kind === 'violation');
  if (!record) return undefined;
  const place = ownPlace(
    trace.modules[record.module],
    [record.site, ...framesAfter(trace, record)],
    packageFolder,
  );
  return {
    functionName: record.functionName,
    t: record.t,
    thread: record.thread,
    ownerThread: record.c,
    where: place?.where,
    within: place?.function,
  };
}

/** Where a JS thread was most often when it was asked; `undefined` when that was never in the add-on. */
export function sampledPlace(trace: Trace, packageFolder: string): string | undefined {
  const counts = new Map<string, number>();
  for (const sample of trace.records.filter(({ kind }) => kind === 'sample')) {
    const where = ownPlace(trace.modules[sample.module], framesAfter(trace, sample), packageFolder)?.where;
    if (where !== undefined) counts.set(where, (counts.get(where) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Where in the learner's source something was taken, as `myaddon.cc:23`. */
export function placeOf(
  trace: Trace,
  { module, site, stack }: Pick<TraceRecord, 'module' | 'site' | 'stack'>,
  packageFolder: string,
): string | undefined {
  const frames = trace.records.filter(
    (record) => record.kind === 'frame' && stack !== 0 && record.c === stack && record.module === module,
  );
  return ownPlace(trace.modules[module], [site, ...frames.map((frame) => frame.site)], packageFolder)?.where;
}

/** The frames that the same thread recorded right after that record, as offsets in the module. */
function framesAfter(trace: Trace, record: TraceRecord): number[] {
  const frames: number[] = [];
  for (const next of trace.records.slice(trace.records.indexOf(record) + 1)) {
    if (next.thread !== record.thread) continue;
    // One with a stack tells where something was taken.
    if (next.kind !== 'frame' || next.c !== 0) break;
    if (next.module === record.module) frames.push(next.site);
  }
  return frames;
}
