import { describeEnding } from '../../src/harness/parent/describe-ending.js';
import { endingOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { recordsOf } from '../../src/probe/trace.js';
import { finding, type Verdict } from '../../src/report/finding.js';

/**
 * Judges that work which cannot be cancelled throws no error. `Napi::AsyncWorker::Cancel()` does, and nobody catches an
 * error that an abort listener throws.
 */
export function cancelThrew(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  if (!trace || endingOf(run).kind !== 'threw') return undefined;
  const failed = recordsOf(trace, 'call-failed').findLast(
    ({ functionName }) => functionName === 'napi_cancel_async_work',
  );
  if (!failed) return undefined;
  const where = sourcePlace(failed.stack, packageFolder)?.where;
  return finding(
    'no-crash.cancel-threw',
    { status: failed.status, ending: describeEnding(run) ?? '' },
    where,
  );
}
