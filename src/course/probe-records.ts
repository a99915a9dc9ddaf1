/** Missing evidence is no innocence: what the probe must have recorded in a run, from what the harness recorded there. */
import { endingOf, eventsOf, observation, type RunRecord } from '../harness/parent/run-record.js';
import { recordsOf } from '../probe/trace.js';
import { finding, type Verdict } from '../report/finding.js';

/** The probe in an add-on that was loaded has recorded at least that. */
export function noRecords(run: RunRecord): Verdict {
  if (!run.trace || !hasLoaded(run)) return undefined;
  return run.trace.modules.length === 0 && run.trace.mainThread === 0 ? finding('records.none') : undefined;
}

/** If the process ended by itself, the records of the probe end with it: after the last call. */
export function partialRecords(run: RunRecord): Verdict {
  if (!run.trace || !hasLoaded(run) || endingOf(run).kind !== 'drained') return undefined;
  const lastCall = eventsOf(run, 'call').at(-1)?.t ?? 0;
  const ends = recordsOf(run.trace, 'process-ended').some(({ t }) => t >= lastCall);
  return ends ? undefined : finding('records.end-early');
}

/** Whether Node.js has loaded the add-on that the probe was linked into. */
function hasLoaded(run: RunRecord): boolean {
  return observation(run, 'own-add-on') !== undefined;
}
