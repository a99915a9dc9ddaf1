/** Verdicts on what a sensor leaves behind: the data of its calls, and Node-API resources. */
import { endingOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { leaksIn, resourcesIn } from '../../src/probe/resources.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { type RecordOf, recordsOf, type Trace } from '../../src/probe/trace.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import { streamsOf } from '../../src/tasks/stream/streams.js';

/** Judges that every resource of the sensors is released, and the data of their calls is freed. */
export function nothingLeaked(run: RunRecord, packageFolder: string): Verdict {
  if (!run.trace || run.trace.lost > 0 || endingOf(run).kind !== 'drained') return undefined;
  return freesPayloads(run.trace, packageFolder) ?? releasesAll(run, run.trace, packageFolder);
}

/** Judges that the data of each call was freed, also if the queue refused it. The probe watches the first ones. */
function freesPayloads(trace: Trace, packageFolder: string): Verdict {
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

/** Judges that each sensor releases what it acquires. */
function releasesAll(run: RunRecord, trace: Trace, packageFolder: string): Verdict {
  const sensors = streamsOf(run);
  const leak = leaksIn(resourcesIn(trace), [{ fromMs: 0, toMs: sensors[0]?.calledAt ?? 0 }])[0];
  if (!leak) return undefined;
  const { kind, count, first } = leak;
  const where = first && sourcePlace(first.stack, packageFolder)?.where;
  const what = { text: `asset.${kind}`, values: { count } };
  return finding('nothing-leaked.left', { calls: sensors.length, count, what }, where);
}
