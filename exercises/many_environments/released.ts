import { observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { type RecordOf, recordsOf, type Trace } from '../../src/probe/trace.js';
import { finding, type Verdict } from '../../src/report/finding.js';
import type { SituationOfCheck } from '../../src/report/situation.js';

/**
 * Judges that whatever belongs to an environment ends with it: the state of each of many workers is freed.
 * @param run in which many environments began and ended
 */
export function stateReleased(run: RunRecord, packageFolder: string): Verdict {
  const { trace } = run;
  if (!trace || trace.lost > 0 || observation(run, 'type') !== 'function') return undefined;
  const found =
    keptAs(trace, wayKept(trace), instanceDataKept(trace)) ??
    keptAs(trace, 'function-data', functionDataKept(trace)) ??
    keptAs(trace, 'references', referencesKept(trace));
  if (!found) return undefined;
  const { key, first, count } = found;
  const ended = recordsOf(trace, 'environment-ended').length;
  const where = sourcePlace(first.stack, packageFolder)?.where;
  return finding(`state-released.${key}`, { count, ended }, where);
}

type Acquisition = RecordOf<'instance-data-set' | 'function-data-kept' | 'reference-created'>;
type Key = SituationOfCheck<'state-released'>;

/** What was acquired on a thread whose environment has ended since then. */
function keptAs(
  trace: Trace,
  key: Key,
  kept: readonly Acquisition[],
): { readonly key: Key; readonly first: Acquisition; readonly count: number } | undefined {
  const ends = recordsOf(trace, 'environment-ended');
  const left = kept.filter((one) => ends.some(({ t, thread }) => thread === one.thread && t > one.t));
  return left[0] && { key, first: left[0], count: left.length };
}

// A release counts on the thread of the environment only. Static objects release the rest at exit, which is too late.

function instanceDataKept(trace: Trace): Acquisition[] {
  const freed = recordsOf(trace, 'instance-data-freed');
  return recordsOf(trace, 'instance-data-set').filter(
    (set) => !freed.some((one) => one.instanceData === set.instanceData && one.thread === set.thread),
  );
}

function functionDataKept(trace: Trace): Acquisition[] {
  const freed = recordsOf(trace, 'function-data-freed');
  return recordsOf(trace, 'function-data-kept').filter(
    (kept) => !freed.some((one) => one.functionData === kept.functionData && one.thread === kept.thread),
  );
}

function referencesKept(trace: Trace): Acquisition[] {
  const open = new Map<string, Acquisition>();
  for (const record of recordsOf(trace, 'reference-created', 'reference-deleted')) {
    if (record.kind === 'reference-created') open.set(record.reference, record);
    else if (open.get(record.reference)?.thread === record.thread) open.delete(record.reference);
  }
  return [...open.values()];
}

/** How instance data was kept: its finalizer ran and freed nothing, or none ran. */
function wayKept(trace: Trace): 'not-freed' | 'no-finalizer' {
  const kept = new Set(instanceDataKept(trace));
  const finalized = new Set(recordsOf(trace, 'instance-data-finalized').map((one) => one.instanceData));
  const ran = [...kept].some((set) => 'instanceData' in set && finalized.has(set.instanceData));
  return ran ? 'not-freed' : 'no-finalizer';
}
