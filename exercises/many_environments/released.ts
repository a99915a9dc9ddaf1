import { observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import { resourcesIn, type UnreleasedResource } from '../../src/probe/resources.js';
import { sourcePlace } from '../../src/probe/source-place.js';
import { recordsOf, type Trace } from '../../src/probe/trace.js';
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

/** References that were not deleted, although the environment of their thread has ended. */
function referencesLeft(trace: Trace): readonly UnreleasedResource[] {
  const ends = recordsOf(trace, 'environment-ended');
  const references = resourcesIn(trace).find(({ kind }) => kind === 'reference');
  return (references?.unreleased ?? []).filter((left) =>
    ends.some(({ t, thread }) => thread === left.thread && t > left.t),
  );
}

type DataSet = ReturnType<typeof recordsOf<'instance-data-set'>>[number];

/** Instance data whose environment has ended, and whose memory was not freed. */
function unreleased(trace: Trace): DataSet[] {
  const freed = new Set(recordsOf(trace, 'instance-data-freed').map(({ instanceData }) => instanceData));
  const ended = new Set(recordsOf(trace, 'environment-ended').map(({ env }) => env));
  return recordsOf(trace, 'instance-data-set').filter(
    ({ instanceData, env }) => ended.has(env) && !freed.has(instanceData),
  );
}

function wayKept(trace: Trace, kept: readonly DataSet[]): 'not-freed' | 'no-finalizer' {
  const finalized = new Set(
    recordsOf(trace, 'instance-data-finalized').map(({ instanceData }) => instanceData),
  );
  return kept.some(({ instanceData }) => finalized.has(instanceData)) ? 'not-freed' : 'no-finalizer';
}
