import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { type RecordOf, recordsOf } from '../../src/probe/trace.js';
import { type Stream, streamsOf } from '../../src/tasks/stream/streams.js';
import { type EndReport, endedName } from './params.js';

/** What the callback for the end was called with. */
export interface End extends EndReport {
  /** ms since the run's origin. */
  readonly at: number;
}

/** All calls of the callback for the end of this sensor. */
export function endsOf(run: RunRecord, { id }: Stream): End[] {
  return eventsOf(run, 'observation')
    .filter(({ name }) => name === endedName(id))
    .map(({ t: at, value }) => ({ at, ...(JSON.parse(String(value)) as EndReport) }));
}

/** A call of the threadsafe function that brings the readings. */
export interface SensorCall {
  readonly called: RecordOf<'function-called'>;
  /** `undefined` if the call has not returned. */
  readonly answered: RecordOf<'function-answered'> | undefined;
}

/**
 * The calls of the threadsafe function that the sensor's thread used most, up to the start of the next sensor; another one
 * may report the end. `undefined` if they are not all known.
 */
export function sensorCalls(run: RunRecord, { calledAt }: Stream): SensorCall[] | undefined {
  const { trace } = run;
  if (!trace || trace.lost > 0) return undefined;
  const until = streamsOf(run).find((next) => next.calledAt > calledAt)?.calledAt ?? Number.POSITIVE_INFINITY;
  const open = new Map<number, RecordOf<'function-called'>>();
  const calls = new Map<RecordOf<'function-called'>, SensorCall>();
  for (const record of recordsOf(trace, 'function-called', 'function-answered')) {
    if (record.t < calledAt) continue;
    if (record.kind === 'function-called') {
      if (record.t >= until) continue;
      open.set(record.thread, record);
      calls.set(record, { called: record, answered: undefined });
    } else {
      const called = open.get(record.thread);
      if (called) calls.set(called, { called, answered: record });
      open.delete(record.thread);
    }
  }
  const all = [...calls.values()];
  const most = mostFrequent(all.map(({ called }) => called.threadsafeFunction));
  return all.filter(({ called }) => called.threadsafeFunction === most);
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** How many of the calls returned this status. */
export function countOf(calls: readonly SensorCall[], status: string): number {
  return calls.filter(({ answered }) => answered?.status === status).length;
}
