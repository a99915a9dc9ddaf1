import { eventsOf, type RunRecord } from '../../src/harness/parent/run-record.js';
import { callsOf, type PromiseCall } from '../../src/tasks/promises/promise-calls.js';
import type { Kind, PlannedCount } from './params.js';

/** A call of `onProgress`. */
export interface Report {
  /** ms since the run's origin */
  readonly at: number;
  readonly args: number;
  /** The first argument as a string, and its type. */
  readonly first: string | undefined;
  readonly type: string | undefined;
}

/** A call of `countPrimes` that was made, and everything that followed. Times are in ms since the run's origin. */
export interface CountCall extends PromiseCall {
  readonly call: PlannedCount;
  readonly limit: number;
  readonly reports: readonly Report[];
  /** When its signal was about to be aborted. */
  readonly abortingAt: number | undefined;
  /** When it had been aborted, and all of its listeners had been called. */
  readonly abortedAt: number | undefined;
  /** How the promise was rejected: see `howRejected`. */
  readonly rejectedWith: string | undefined;
}

/** The calls of a run that were made, in order. */
export function countsOf(run: RunRecord, planned: readonly PlannedCount[]): CountCall[] {
  const observations = eventsOf(run, 'observation');
  const callbacks = eventsOf(run, 'callback');
  const aborts = eventsOf(run, 'abort');
  return callsOf(run, planned).map((call) => {
    const of = (name: string) => observations.find((event) => event.name === `${name}-${call.id}`);
    const aborting = aborts.find(({ id }) => id === call.id);
    const rejectedWith = of('rejected')?.value;
    return {
      ...call,
      call: planned[call.id - 1]!,
      limit: Number(call.call.args[0]),
      reports: callbacks
        .filter(({ id }) => id === call.id)
        .map(({ t: at, args, first, type }) => ({ at, args, first, type })),
      abortingAt: aborting?.t,
      abortedAt: of('aborted')?.t,
      rejectedWith: rejectedWith === undefined ? undefined : String(rejectedWith),
    };
  });
}

/** Those of some kinds. */
export function ofKind(calls: readonly CountCall[], ...kinds: readonly Kind[]): CountCall[] {
  return calls.filter(({ call }) => kinds.includes(call.kind));
}

/** The number of primes below a limit of some ten thousands. */
export function primesBelow(limit: number): number {
  const isComposite = new Uint8Array(Math.max(limit, 0));
  let count = 0;
  for (let n = 2; n < limit; n++) {
    if (isComposite[n]) continue;
    count++;
    for (let multiple = n * n; multiple < limit; multiple += n) isComposite[multiple] = 1;
  }
  return count;
}

/** The reports that came after the promise was settled. */
export function lateReports({ reports, settled }: CountCall): Report[] {
  return reports.filter(({ at }) => settled && at > settled.at);
}
