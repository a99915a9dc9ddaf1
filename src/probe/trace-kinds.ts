/** The kinds of records in the trace file, and where its header counts them. Both sides of the harness read it. */

/** All kinds of records in the trace file: `Kind` in native/trace_file.h, in the same order. */
export const TRACE_KINDS = [
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
  'late-call',
  'overrun',
  'wrapped',
  'wrap-finalized',
  'module-path',
  'went-on',
  'request-finished',
  'request-freed',
  'deferred-created',
  'deferred-settled',
  'thread-started',
  'thread-ended',
  'thread-joined',
  'thread-detached',
  'terminated',
  'function-answered',
  'function-ref',
  'function-unref',
  'environment-ended',
  'instance-data-set',
  'instance-data-finalized',
  'instance-data-freed',
  'block-left',
  'function-data-kept',
  'function-data-freed',
  'function-queue',
  'function-depth',
  'function-after-closing',
  'payload-passed',
  'payload-freed',
] as const;

export type TraceKind = (typeof TRACE_KINDS)[number];

/** Where in the file the counts are. `counts` in native/trace_file.h. */
const COUNTS_OFFSET = 32;

/** Where in the file the number of records of a kind is: a 64-bit integer. @param index of the kind in `TRACE_KINDS` */
export function countOffset(index: number): number {
  return COUNTS_OFFSET + index * 8;
}
