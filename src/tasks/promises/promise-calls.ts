import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import type { ValueReport } from '../../harness/protocol.js';
import { type RecordOf, recordsOf } from '../../probe/trace.js';
import { callText, type PlannedCall } from '../values/params.js';

/** A planned call that was made, and everything that followed. Times are in ms since the run's origin. */
export interface PromiseCall {
  /** As in the events. */
  readonly id: number;
  readonly call: PlannedCall;
  /** The call as JavaScript source, shortened. */
  readonly text: string;
  readonly calledAt: number;
  /** When it returned or threw. */
  readonly returnedAt: number | undefined;
  readonly returned: ValueReport | undefined;
  readonly threw: ValueReport | undefined;
  /** How the returned promise was settled: the first reaction to it. */
  readonly settled:
    | { readonly at: number; readonly rejected: boolean; readonly value: ValueReport }
    | undefined;
}

/** The calls of a run that were made, in order. */
export function callsOf(run: RunRecord, planned: readonly PlannedCall[]): PromiseCall[] {
  const ends = [...eventsOf(run, 'return'), ...eventsOf(run, 'throw')];
  const reactions = [...eventsOf(run, 'resolve'), ...eventsOf(run, 'reject')];
  return eventsOf(run, 'call').flatMap(({ id, t: calledAt }) => {
    const call = planned[id - 1]; // The driver counts from 1.
    if (!call) return [];
    const end = ends.find((event) => event.id === id);
    const reaction = reactions.find((event) => event.id === id);
    return [
      {
        id,
        call,
        text: callText(call),
        calledAt,
        returnedAt: end?.t,
        returned: end?.kind === 'return' ? end.value : undefined,
        threw: end?.kind === 'throw' ? end.value : undefined,
        settled: reaction && { at: reaction.t, rejected: reaction.kind === 'reject', value: reaction.value },
      },
    ];
  });
}

/** What came of a call for a report: `returned 1.5`, `was rejected with TypeError: ...`. */
export function outcomeText({ returned, threw, settled }: PromiseCall): string {
  if (threw) return `threw ${threw.text}`;
  if (settled) return `was ${settled.rejected ? 'rejected' : 'fulfilled'} with ${settled.value.text}`;
  return `returned ${returned?.text ?? '?'}`;
}

/** The deferreds that the add-on created during a call. */
export function deferredsOf(
  { trace }: RunRecord,
  { calledAt, returnedAt = Number.POSITIVE_INFINITY }: PromiseCall,
): RecordOf<'deferred-created'>[] {
  if (!trace) return [];
  return recordsOf(trace, 'deferred-created').filter(({ t }) => t >= calledAt && t <= returnedAt);
}

/** When the add-on settled a deferred, if it did. */
export function settlementOf({ trace }: RunRecord, id: string): RecordOf<'deferred-settled'> | undefined {
  return trace && recordsOf(trace, 'deferred-settled').find(({ deferred }) => deferred === id);
}
