import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';

/** A finished call on the main thread. */
export interface ObservedCall {
  readonly what: string;
  /** A description of what it threw. */
  readonly threw: string | undefined;
  /** A description of what it returned. */
  readonly returned: string;
  readonly asExpected: boolean;
}

/** The finished calls of a run, in order. */
export function observedCalls(run: RunRecord): ObservedCall[] {
  return eventsOf(run, 'call').flatMap(({ id, what }) => {
    const end = [...eventsOf(run, 'return'), ...eventsOf(run, 'throw')].find((event) => event.id === id);
    if (!end) return [];
    const text = end.value?.text ?? '';
    const threw = end.kind === 'throw' ? text : undefined;
    return [{ what, threw, returned: text, asExpected: end.asExpected ?? false }];
  });
}
