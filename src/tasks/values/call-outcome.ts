import type { RunRecord } from '../../harness/parent/run-record.js';
import type { OutputReport, ValueReport } from '../../harness/protocol.js';
import { callText, type PlannedCall } from './params.js';

/** A planned call with what came of it. */
export interface CallOutcome {
  readonly call: PlannedCall;
  /** As a learner would write it, shortened. */
  readonly text: string;
  /** Of `returned` and `threw`, one is there. */
  readonly returned: ValueReport | undefined;
  readonly threw: ValueReport | undefined;
  /** Whether it is the very value that was expected; `undefined` when no particular one was. */
  readonly asExpected: boolean | undefined;
  /** What had come to standard output when it was over, in a run that watches it. */
  readonly wrote: OutputReport | undefined;
  /** Which watched function of JavaScript was called meanwhile. */
  readonly byJavaScript?: string;
}

/** The calls that were over when the run ended, in their order. */
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

/** What became of a call: `returned 3`, `threw TypeError: ...`. */
export function outcomeText({ returned, threw }: CallOutcome): string {
  return threw ? `threw ${threw.text}` : `returned ${returned?.text ?? '?'}`;
}
