/** Wrapped objects that calls of `delay` create and that nothing keeps alive. */
import { crash } from '../../course/process-verdicts.js';
import type { RunRecord } from '../../harness/parent/run-record.js';
import { sourcePlace } from '../../probe/source-place.js';
import { type RecordOf, recordsOf } from '../../probe/trace.js';
import { finding, type Verdict } from '../../report/finding.js';
import { callsOf } from './calls.js';

/** Whether calls wrapped objects, which the garbage collector may then collect. */
export function callsWrapObjects(run: RunRecord): boolean {
  return wrappedInCalls(run).length > 0;
}

/** Judges that no run crashed after a wrapped object had been collected while work was pending. */
export function wrappedObjectsKept(run: RunRecord, packageFolder: string): Verdict {
  const failure = crash(run);
  if (!failure || !run.trace) return undefined;
  const finalized = new Map(recordsOf(run.trace, 'wrap-finalized').map(({ wrap, t }) => [wrap, t]));
  const collected = wrappedInCalls(run).find(({ wrap }) => hasPendingWork(run, finalized.get(wrap)));
  if (!collected) return undefined;
  const where = sourcePlace(collected.stack, packageFolder)?.where;
  return finding('no-crash.wrapped-object-collected', failure.values, where ?? failure.where);
}

function wrappedInCalls(run: RunRecord): RecordOf<'wrapped'>[] {
  const since = callsOf(run)[0]?.calledAt ?? Number.POSITIVE_INFINITY;
  return run.trace ? recordsOf(run.trace, 'wrapped').filter(({ t }) => t >= since) : [];
}

/** Whether work had been queued, and had not been completed, at a time. */
function hasPendingWork({ trace }: RunRecord, at: number | undefined): boolean {
  if (!trace || at === undefined) return false;
  const pending = new Set<string>();
  for (const { kind, work, t } of recordsOf(trace, 'work-queued', 'complete-begin')) {
    if (t > at) break;
    if (kind === 'work-queued') pending.add(work);
    else pending.delete(work);
  }
  return pending.size > 0;
}
