/** Verdicts on the memory that calls of a threadsafe function pass as data. */
import { endingOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { type RecordOf, recordsOf, type Trace } from '../../src/probe/trace.js';
import { finding, type Verdict } from '../../src/report/finding.js';

/** Judges that the data of each call was freed, also if the queue refused it. The probe watches the first ones. */
export function freesPayloads(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  if (!trace || trace.lost > 0 || endingOf(run).kind !== 'drained') return undefined;
  const freed = new Set(recordsOf(trace, 'payload-freed').map(({ payload }) => payload));
  const sent = recordsOf(trace, 'payload-passed');
  const left = sent.filter(({ payload }) => !freed.has(payload));
  const refused = left.filter((one) => statusOf(trace, one) === 'napi_queue_full');
  const [key, leaked] = refused.length > 0 ? (['refused', refused] as const) : (['payload', left] as const);
  const first = leaked[0];
  if (!first) return undefined;
  const where = sourcePlace(first.stack, packageFolder)?.where;
  return finding(`nothing-leaked.${key}`, { count: leaked.length, watched: sent.length }, where);
}

/** What the call with this data returned. */
function statusOf(trace: Trace, { t, thread }: RecordOf<'payload-passed'>): string | undefined {
  return recordsOf(trace, 'function-answered').find((record) => record.thread === thread && record.t >= t)
    ?.status;
}
