import type { Trace } from '../../probe/trace.js';
import type { EventOf, HarnessEvent } from '../protocol.js';

/** Everything that is known about one run of the harness after it ended. */
export interface RunRecord {
  readonly scenario: string;
  readonly events: readonly HarnessEvent[];
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** When the harness killed it because it exceeded its time limit, ms since the run's origin. */
  readonly cutOffAt: number | undefined;
  /** What the probe recorded, if it was linked in. */
  readonly trace: Trace | undefined;
  readonly stdout: string;
  /** In a run with `stdoutFile`: how many bytes were written in all. `stdout` holds the beginning of them. */
  readonly stdoutBytes?: number;
  readonly stderr: string;
}

/** How a run ended. */
export type Ending =
  /** By itself: the event loop was empty. */
  | { readonly kind: 'drained'; readonly code: number }
  /** By `process.exit()`, before the event loop was empty. */
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'threw'; readonly message: string }
  /** Without an `exit` event from Node.js: `_exit()`, `quick_exit()` and the like. */
  | { readonly kind: 'vanished'; readonly code: number }
  | { readonly kind: 'crashed'; readonly signal: NodeJS.Signals; readonly afterExit: boolean }
  | { readonly kind: 'cut-off'; readonly at: number };

export function eventsOf<K extends HarnessEvent['kind']>(run: RunRecord, kind: K): EventOf<K>[] {
  return run.events.filter((event): event is EventOf<K> => event.kind === kind);
}

/** The value of the first observation with this name that the scenario recorded. */
export function observation(run: RunRecord, name: string): string | number | undefined {
  return eventsOf(run, 'observation').find((event) => event.name === name)?.value;
}

export function isDone(run: RunRecord): boolean {
  return run.events.some((event) => event.kind === 'done');
}

/**
 * Windows has no signals; a crashed process has an NTSTATUS value as its exit code:
 * https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55
 */
const CRASH_CODES: Readonly<Record<number, NodeJS.Signals>> = {
  3221225477: 'SIGSEGV',
  3221225725: 'SIGSEGV', // stack overflow
  3221226505: 'SIGABRT',
  2147483651: 'SIGTRAP',
  3221225501: 'SIGILL',
  3221225620: 'SIGFPE',
};

export function endingOf(run: RunRecord): Ending {
  const exit = eventsOf(run, 'exit')[0];
  const thrown = eventsOf(run, 'thrown')[0];
  // At exit, Node.js waits for the pool's threads. After an uncaught error, work that goes on does not change the cause.
  if (run.cutOffAt !== undefined && thrown && exit) return { kind: 'threw', message: thrown.message };
  if (run.cutOffAt !== undefined) return { kind: 'cut-off', at: run.cutOffAt };
  const signal = run.signal ?? CRASH_CODES[run.code ?? 0];
  if (signal !== undefined) return { kind: 'crashed', signal, afterExit: exit !== undefined };
  if (thrown) return { kind: 'threw', message: thrown.message };
  const code = run.code ?? 0;
  if (!exit) return { kind: 'vanished', code };
  return { kind: eventsOf(run, 'drained').length > 0 ? 'drained' : 'exited', code };
}
