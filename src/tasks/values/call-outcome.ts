import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import type { ValueReport, WrittenReport } from '../../harness/protocol.js';
import { callText, type PlannedCall } from './planned-call.js';

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
  readonly wrote: WrittenReport | undefined;
  /** Which watched function of JavaScript was called meanwhile. */
  readonly byJavaScript?: string;
}

/** The calls that were over when the run ended, in their order. */
export function outcomesOf(run: RunRecord, calls: readonly PlannedCall[]): CallOutcome[] {
  return eventsOf(run, 'outcome').flatMap(({ id, returned, threw, asExpected, wrote, byJavaScript }) => {
    const call = calls[id];
    if (!call) return [];
    const ways = byJavaScript === undefined ? {} : { byJavaScript };
    return [{ call, text: callText(call), returned, threw, asExpected, wrote, ...ways }];
  });
}

/** What came of a call in words: `returned 3`, `threw TypeError: ...`. */
export function cameText({ returned, threw }: CallOutcome): string {
  return threw ? `threw ${threw.text}` : `returned ${returned?.text ?? '?'}`;
}
