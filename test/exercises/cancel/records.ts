import type { Kind, PlannedCount } from '../../../exercises/cancel/params.js';
import type { RunRecord } from '../../../src/harness/parent/run-record.js';
import { callText } from '../../../src/tasks/values/params.js';
import { type Line, traceOf } from '../../probe/traces.js';
import { Story } from '../../tasks/delay/records.js';
import { number, pending } from '../promises/records.js';

/** What comes of a call. Times are in ms. */
export interface Came {
  readonly kind: Kind;
  readonly limit?: number;
  readonly options?: string;
  readonly abortedAt?: number;
  /** The number that it was fulfilled with. */
  readonly fulfilled?: number;
  /** How it was rejected: see `howRejected`. */
  readonly rejected?: string;
  readonly settledAt?: number;
  readonly reports?: readonly { readonly at: number; readonly first: string; readonly type?: string }[];
}

/** A run in which these calls are made, one every 10 ms from 10 ms on. Each returns a millisecond later. */
export function runOf(
  calls: readonly Came[],
  {
    trace,
    ...how
  }: Omit<Parameters<Story['told']>[0] & object, 'trace'> & { readonly trace?: readonly Line[] } = {},
  gateOpens?: number,
): { readonly run: RunRecord; readonly planned: readonly PlannedCount[] } {
  const story = new Story();
  const planned = calls.map(({ kind, limit = 100, options = '{ signal, onProgress }' }) => {
    return { fn: 'countPrimes', args: [String(limit), options], kind };
  });
  for (const [index, came] of calls.entries()) {
    const t = 10 * (index + 1);
    const id = index + 1;
    story.at(t, { kind: 'call', id, what: callText(planned[index]!), awaits: 'promise' });
    story.at(t + 1, { kind: 'return', id, value: pending });
    const settledAt = came.settledAt ?? t + 5;
    if (came.abortedAt !== undefined) {
      story.at(came.abortedAt, { kind: 'abort', id });
      story.at(came.abortedAt, { kind: 'observation', name: `aborted-${id}`, value: '' });
    }
    for (const { at, first, type = 'number' } of came.reports ?? [])
      story.at(at, { kind: 'callback', id, args: 1, first, type });
    if (came.fulfilled !== undefined)
      story.at(settledAt, { kind: 'resolve', id, value: number(came.fulfilled) });
    if (came.rejected === undefined) continue;
    story.at(settledAt, { kind: 'reject', id, value: { type: 'string', text: '"why"' } });
    story.at(settledAt, { kind: 'observation', name: `rejected-${id}`, value: came.rejected });
  }
  if (gateOpens !== undefined) story.at(gateOpens, { kind: 'open-gate' });
  return { run: story.told({ ...how, trace: trace && traceOf(trace) }), planned };
}
