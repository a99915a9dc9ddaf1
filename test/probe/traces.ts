import type { Trace, TraceKind, TraceRecord } from '../../src/probe/trace-file.js';

export type Line = readonly [kind: TraceKind, t: number, fields?: Partial<TraceRecord>];

const MAIN = 100;

/** A trace of these records, counted as the probe counts them. */
export function traceOf(lines: readonly Line[], more: Partial<Trace> = {}): Trace {
  const records = lines.map(([kind, t, fields]): TraceRecord => {
    return { kind, t, thread: MAIN, module: 0, a: 0, site: 0, c: 0, stack: 0, functionName: '?', ...fields };
  });
  const counts = new Proxy({} as Record<TraceKind, number>, {
    get: (_, kind) => records.filter((record) => record.kind === kind).length,
  });
  return { records, counts, lost: 0, mainThread: MAIN, modules: ['/addon.node'], ...more };
}
