import type { Trace } from './trace-file.js';
import { placeOf } from './violation.js';
import { jsThreads } from './work-spans.js';

/** A call of Node-API that did not answer `napi_ok`. */
export interface FailedCall {
  readonly functionName: string;
  /** As node_api.h names it: `napi_invalid_arg`. */
  readonly status: string;
  /** In the learner's source: `myaddon.c:23`, where the toolchain can tell. */
  readonly where: string | undefined;
}

/** `napi_status`, by its numbers. Source: Node.js documentation, "Node-API", `napi_status`. */
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

/**
 * The first call since that moment that failed by its own fault: while an exception is pending, most calls fail.
 * @param sinceMs since the run's origin
 */
export function failedCall(trace: Trace, sinceMs: number, packageFolder: string): FailedCall | undefined {
  const js = jsThreads(trace);
  const record = trace.records.find(
    ({ kind, t, thread, a }) =>
      kind === 'call-failed' &&
      t >= sinceMs &&
      js.includes(thread) &&
      STATUSES[a] !== 'napi_pending_exception',
  );
  if (!record) return undefined;
  const { functionName, a } = record;
  return { functionName, status: STATUSES[a] ?? String(a), where: placeOf(trace, record, packageFolder) };
}
