import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import { type HarnessEvent, ownTime, SIGNS_OF_LIFE } from '../../harness/protocol.js';

/** One call of the learner's `delay` and everything that followed. Times are in ms since the run's origin. */
export interface Call {
  readonly id: number;
  readonly ms: number;
  readonly calledAt: number;
  /** When it returned or threw. */
  readonly returnedAt: number | undefined;
  /** How long the call itself took, without the time in which the JS thread waited for a processor. */
  readonly heldMs: number;
  /** A description of what it threw. */
  readonly error: string | undefined;
  readonly callbacks: readonly {
    readonly at: number;
    readonly args: number;
    readonly first: string | undefined;
  }[];
}

/** All calls of a run, in order. */
export function callsOf(run: RunRecord): Call[] {
  return eventsOf(run, 'call').map((called) => {
    const { id, t: calledAt } = called;
    const threw = eventsOf(run, 'throw').find((event) => event.id === id);
    const returned = threw ?? eventsOf(run, 'return').find((event) => event.id === id);
    const callbacks = eventsOf(run, 'callback').filter((event) => event.id === id);
    return {
      id,
      ms: msOf(called) ?? 0,
      calledAt,
      returnedAt: returned?.t,
      heldMs: returned ? ownTime(returned) - ownTime(called) : Number.POSITIVE_INFINITY,
      error: threw?.value.text,
      callbacks: callbacks.map(({ t: at, args, first }) => ({ at, args, first })),
    };
  });
}

/** The duration that a `call` event asks `delay` for, ms; `undefined` for other events. */
export function msOf(event: HarnessEvent): number | undefined {
  return event.kind === 'call' && event.input ? Number(event.input.ms) : undefined;
}

/** The calls of step `single-call`, each of which was made while no other was pending. */
export function singleCalls(run: RunRecord): Call[] {
  const events = triesOf(run, 'single-call').flat();
  const ids = events.flatMap((event) => (event.kind === 'call' ? [event.id] : []));
  return callsOf(run).filter(({ id }) => ids.includes(id));
}

/** The JS thread's signs of life in each try of a step, in order. */
export function triesOf(run: RunRecord, step: string): HarnessEvent[][] {
  const tries: HarnessEvent[][] = [];
  let current: HarnessEvent[] | undefined;
  for (const event of run.events) {
    if (event.kind === 'step') {
      current = event.name === step ? [] : undefined;
      if (current) tries.push(current);
    } else if (SIGNS_OF_LIFE.includes(event.kind)) current?.push(event);
  }
  return tries;
}

/** Rounds ms for a report: to whole numbers from 10 on, and to tenths below. */
export function roundMs(ms: number): number {
  return ms >= 10 ? Math.round(ms) : Math.round(ms * 10) / 10;
}
