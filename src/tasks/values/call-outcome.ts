import type { RunRecord } from '../../harness/parent/run-record.js';
import type { OutputReport, ValueReport } from '../../harness/protocol.js';
import { callText, type PlannedCall } from './params.js';

/** A planned call and its outcome. */
export interface CallOutcome {
  readonly call: PlannedCall;
  /** The call as JavaScript source, shortened. */
  readonly text: string;
  /** Exactly one of `returned` and `threw` is defined. */
  readonly returned: ValueReport | undefined;
  readonly threw: ValueReport | undefined;
  /** Whether the value is identical to the expected one; `undefined` if no particular value was expected. */
  readonly asExpected: boolean | undefined;
  /** What it wrote to standard output, in a run with `stdoutFile`. */
  readonly wrote: OutputReport | undefined;
  /** The first watched JavaScript function that was called during the call. */
  readonly byJavaScript?: string;
}

/** The outcomes of the calls that ended, in order. */
export function outcomesOf(run: RunRecord, calls: readonly PlannedCall[]): CallOutcome[] {
  return run.events.flatMap((event) => {
    if (event.kind !== 'return' && event.kind !== 'throw') return [];
    // The driver counts from 1.
    const call = calls[event.id - 1];
    if (!call) return [];
    const { kind, value, asExpected, wrote, byJavaScript } = event;
    return [
      {
        call,
        text: callText(call),
        returned: kind === 'return' ? value : undefined,
        threw: kind === 'throw' ? value : undefined,
        asExpected,
        wrote,
        ...(byJavaScript !== undefined && { byJavaScript }),
      },
    ];
  });
}

/** The outcome for a report: `returned 3`, `threw TypeError: ...`. */
export function outcomeText({ returned, threw }: CallOutcome): string {
  return threw ? `threw ${threw.text}` : `returned ${returned?.text ?? '?'}`;
}
