import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import { type RecordOf, recordsOf } from '../../probe/trace.js';

/** A call of the callback of a stream. Times are in ms since the run's origin. */
export interface Item {
  readonly at: number;
  /** How many arguments it got. */
  readonly args: number;
  /** The first argument as a string, and its type. */
  readonly first: string | undefined;
  readonly type: string | undefined;
}

/** A call of the function that a call which started a stream has returned. */
export interface StopCall {
  readonly calledAt: number;
  /** When it returned or threw. */
  readonly returnedAt: number | undefined;
  readonly error: string | undefined;
}

/** A call that started a stream, and everything that followed. */
export interface Stream {
  readonly id: number;
  readonly calledAt: number;
  readonly returnedAt: number | undefined;
  readonly error: string | undefined;
  /** The type of what it returned. */
  readonly returned: string | undefined;
  readonly items: readonly Item[];
  readonly stops: readonly StopCall[];
}

/** All streams of a run, in the order of the calls that started them. */
export function streamsOf(run: RunRecord): Stream[] {
  const calls = eventsOf(run, 'call');
  const ends = [...eventsOf(run, 'return'), ...eventsOf(run, 'throw')];
  const callOf = (id: number, calledAt: number) => {
    const end = ends.find((event) => event.id === id);
    const error = end?.kind === 'throw' ? end.value.text : undefined;
    return { calledAt, returnedAt: end?.t, error, returned: end?.value?.text };
  };
  return calls
    .filter(({ input }) => input?.does === 'start')
    .map(({ id, t }) => ({
      id,
      ...callOf(id, t),
      items: eventsOf(run, 'callback')
        .filter((event) => event.id === id)
        .map(({ t: at, args, first, type }) => ({ at, args, first, type })),
      stops: calls
        .filter(({ input }) => input?.does === 'stop' && input.stream === id)
        .map((call) => callOf(call.id, call.t)),
    }));
}

/** A thread that the add-on started. Times are in ms since the run's origin. */
export interface OwnThread {
  readonly created: RecordOf<'thread-created'>;
  /** The system's ID, once it has started. */
  readonly thread: number | undefined;
  readonly endedAt: number | undefined;
  readonly joinedAt: number | undefined;
  readonly detached: RecordOf<'thread-detached'> | undefined;
}

/** The threads that the add-on has started since a time. Empty without a probe. */
export function ownThreads({ trace }: RunRecord, sinceMs: number): OwnThread[] {
  if (!trace) return [];
  return recordsOf(trace, 'thread-created')
    .filter(({ t }) => t >= sinceMs)
    .map((created) => {
      const isIts = ({ ownThread }: { readonly ownThread: string }) => ownThread === created.ownThread;
      return {
        created,
        thread: recordsOf(trace, 'thread-started').find(isIts)?.thread,
        endedAt: recordsOf(trace, 'thread-ended').find(isIts)?.t,
        joinedAt: recordsOf(trace, 'thread-joined').find(isIts)?.t,
        detached: recordsOf(trace, 'thread-detached').find(isIts),
      };
    });
}
