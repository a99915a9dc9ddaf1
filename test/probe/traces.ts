import type { RecordFields } from '../../src/probe/record-fields.js';
import type { RecordKind, RecordOf, Trace, TraceRecord } from '../../src/probe/trace.js';
import type { TraceKind } from '../../src/probe/trace-kinds.js';

/** A record as kind, time (ms) and fields; what is not told has a plain value. */
export type Line = {
  [K in RecordKind]: readonly [kind: K, t: number, fields?: Partial<RecordOf<K>>];
}[RecordKind];

const MAIN = 100;
const ADD_ON = '/addon.node';

/** The fields that a kind may need, by their names. */
const PLAIN = {
  work: '0:1',
  reference: '0:1',
  scope: '0:1',
  wrap: '0:1',
  deferred: '0:1',
  rejects: false,
  onStack: undefined,
  size: 8,
  bytesPast: 1,
  age: 1,
  threadsafeFunction: '0:1',
  ownThread: '0:1',
  initialThreadCount: 1,
  aborts: false,
  blocking: true,
  limit: 0,
  deepest: 1,
  payload: '0:1',
  env: 1,
  async: 1,
  loop: 1,
  functionName: '?',
  status: 'napi_generic_failure',
  ownerThread: MAIN,
} satisfies Partial<RecordFields[RecordKind]> & Record<string, unknown>;

/** Only acquisitions and calls have a stack. */
const WITHOUT_STACK = /-(?:deleted|freed|closed|acquired|released|finalized|begin|end|cancelled|sent)$/;

/** A trace of these records, counted as the probe counts them. */
export function traceOf(lines: readonly Line[], more: Partial<Trace> = {}): Trace {
  const records = lines.map(([kind, t, fields]) => {
    const stack = WITHOUT_STACK.test(kind) ? {} : { stack: { file: ADD_ON, frames: [0] } };
    return { kind, t, thread: MAIN, module: 0, ...PLAIN, ...stack, ...fields } as TraceRecord;
  });
  const counts = new Proxy({} as Record<TraceKind, number>, {
    get: (_, kind) => records.filter((record) => record.kind === kind).length,
  });
  return { records, counts, lost: 0, mainThread: MAIN, modules: [ADD_ON], ...more };
}
