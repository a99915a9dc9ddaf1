import { observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { type RecordOf, recordsOf, type Trace } from '../../src/probe/trace.js';
import { finding, type Verdict } from '../../src/report/finding.js';

/**
 * Judges that whatever belongs to an environment ends with it: the state of each of many workers is freed.
 * @param run in which many environments began and ended
 */
export function stateReleased(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  if (!trace || trace.lost > 0 || observation(run, 'type') !== 'function') return undefined;
  const ended = recordsOf(trace, 'environment-ended').length;
  const kept = unreleased(trace);
  if (kept[0]) {
    const where = sourcePlace(kept[0].stack, packageFolder)?.where;
    return finding(`state-released.${wayKept(trace, kept)}`, { count: kept.length, ended }, where);
  }
  const left = referencesLeft(trace);
  const where = left[0] && sourcePlace(left[0].stack, packageFolder)?.where;
  return left.length > 0
    ? finding('state-released.references', { count: left.length, ended }, where)
    : undefined;
}

/**
 * References whose environment has ended, and that were not deleted on its thread. Static objects may delete some at exit,
 * which is too late.
 */
function referencesLeft(trace: Trace): RecordOf<'reference-created'>[] {
  const open = new Map<string, RecordOf<'reference-created'>>();
  for (const record of recordsOf(trace, 'reference-created', 'reference-deleted')) {
    if (record.kind === 'reference-created') open.set(record.reference, record);
    else if (open.get(record.reference)?.thread === record.thread) open.delete(record.reference);
  }
  const ends = recordsOf(trace, 'environment-ended');
  return [...open.values()].filter((left) =>
    ends.some(({ t, thread }) => thread === left.thread && t > left.t),
  );
}

/** Instance data whose environment has ended, and whose memory was not freed. */
function unreleased(trace: Trace): RecordOf<'instance-data-set'>[] {
  const freed = new Set(recordsOf(trace, 'instance-data-freed').map(({ instanceData }) => instanceData));
  const ended = new Set(recordsOf(trace, 'environment-ended').map(({ env }) => env));
  return recordsOf(trace, 'instance-data-set').filter(
    ({ instanceData, env }) => ended.has(env) && !freed.has(instanceData),
  );
}

function wayKept(trace: Trace, kept: readonly RecordOf<'instance-data-set'>[]): 'not-freed' | 'no-finalizer' {
  const finalized = new Set(
    recordsOf(trace, 'instance-data-finalized').map(({ instanceData }) => instanceData),
  );
  return kept.some(({ instanceData }) => finalized.has(instanceData)) ? 'not-freed' : 'no-finalizer';
}
