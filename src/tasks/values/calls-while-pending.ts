import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import type { StackTrace } from '../../probe/record-fields.js';
import { recordsOf } from '../../probe/trace.js';
import type { CallOutcome } from './call-outcome.js';

/** A Node-API call that C++ made while an exception was pending that it had thrown itself. */
export interface CallWhilePending {
  readonly functionName: string;
  readonly stack: StackTrace;
  /** The outcome of the planned call during which it was made. */
  readonly outcome: CallOutcome;
}

/** None without the probe. @param outcomes of all calls of the run */
export function callsWhilePending(outcomes: readonly CallOutcome[], run: RunRecord): CallWhilePending[] {
  const calls = eventsOf(run, 'call');
  return (run.trace ? recordsOf(run.trace, 'went-on') : []).flatMap(({ t, functionName, stack }) => {
    const during = calls.findLast((call) => call.t <= t);
    // The driver counts from 1.
    const outcome = outcomes[(during?.id ?? 0) - 1];
    return outcome ? [{ functionName, stack, outcome }] : [];
  });
}
