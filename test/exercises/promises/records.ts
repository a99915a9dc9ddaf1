import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import type { HarnessEvent, ValueReport } from '../../../src/harness/protocol.js';
import { callText, type PlannedCall } from '../../../src/tasks/values/params.js';
import { Story } from '../../tasks/delay/records.js';

/** What comes of a call: what it returns or throws, and how its promise is settled. */
export interface Came {
  readonly returned?: ValueReport;
  readonly threw?: ValueReport;
  readonly fulfilled?: ValueReport;
  readonly rejected?: ValueReport;
  /** When it was settled, ms; 5 ms after the call if nothing is said. */
  readonly settledAt?: number;
}

export const pending: ValueReport = { type: 'object', text: 'Promise { <pending> }', promise: 'pending' };
export const nothing: ValueReport = { type: 'undefined', text: 'undefined' };

export function number(n: number): ValueReport {
  return { type: 'number', text: Object.is(n, -0) ? '-0' : String(n) };
}

export function error(errorClass: string, code?: string, message = 'no'): ValueReport {
  return { type: 'object', text: `${errorClass}: ${message}`, errorClass, message, ...(code && { code }) };
}

export function rootOf(n: number): PlannedCall {
  return { fn: 'squareRootOf', args: [String(n)], kind: 'root' };
}

export function badCall(...args: string[]): PlannedCall {
  return { fn: 'squareRootOf', args, kind: 'bad' };
}

/** A run in which these calls are made, one every 10 ms from 10 ms on. Each returns a millisecond later. */
export function runOf(
  calls: readonly (readonly [PlannedCall, Came])[],
  how: Parameters<Story['told']>[0] & { readonly more?: readonly HarnessEvent[] } = {},
): RunRecord {
  const story = new Story();
  for (const [index, [call, came]] of calls.entries()) {
    const t = 10 * (index + 1);
    const id = index + 1;
    story.at(t, { kind: 'call', id, what: callText(call), awaits: 'promise' });
    if (came.threw) story.at(t + 1, { kind: 'throw', id, value: came.threw });
    else if (came.returned) story.at(t + 1, { kind: 'return', id, value: came.returned });
    const at = came.settledAt ?? t + 5;
    if (came.fulfilled) story.at(at, { kind: 'resolve', id, value: came.fulfilled });
    if (came.rejected) story.at(at, { kind: 'reject', id, value: came.rejected });
  }
  for (const { t, ...event } of how.more ?? []) story.at(t, event);
  return story.told(how);
}
