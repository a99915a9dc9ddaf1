/** Missing evidence is no innocence: what the probe must have recorded in a run, from what the harness recorded there. */
import { endingOf, eventsOf, type RunRecord } from '../harness/parent/run-record.js';
import { recordsOf } from '../probe/trace.js';
import { finding, type Verdict } from '../report/finding.js';

/** The probe in an add-on that was loaded has recorded at least that. */
export function noRecords({ trace, ...run }: RunRecord): Verdict {
  if (!trace || loadedAt(run) === undefined) return undefined;
  return trace.modules.length === 0 && trace.mainThread === 0 ? finding('records.none') : undefined;
}

/**
 * An add-on that was called has used its environment while it was loaded: its functions come from there. And if the process
 * ended by itself, Node.js has ended that environment after the last call.
 */
export function partialRecords(run: RunRecord): Verdict {
  const { trace } = run;
  const loaded = loadedAt(run);
  const lastCall = eventsOf(run, 'call').at(-1);
  if (!trace || loaded === undefined || lastCall === undefined || trace.lost > 0) return undefined;
  const begins = recordsOf(trace, 'environment').some(({ t }) => t <= loaded);
  const ends = recordsOf(trace, 'environment-ended').some(({ t }) => t >= lastCall.t);
  if (begins && (ends || endingOf(run).kind !== 'drained')) return undefined;
  return finding(`records.${begins ? 'end-early' : 'begin-late'}`);
}

/** When Node.js had loaded the add-on that the probe was linked into. */
function loadedAt(run: Pick<RunRecord, 'events'>): number | undefined {
  return run.events.find((event) => event.kind === 'observation' && event.name === 'own-add-on')?.t;
}
