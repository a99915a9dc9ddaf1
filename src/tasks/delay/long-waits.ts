import type { RunRecord } from '../../harness/parent/run-record.js';
import { finding, type Verdict } from '../../report/finding.js';
import { type Call, callsOf, roundMs } from './calls.js';
import { CLOCK_STEP_MS } from './judge.js';
import type { WrappingDurations } from './params.js';

/** A callback that is later than this, ms, did not come when the number wrapped. */
const LATEST_MS = 200;

/**
 * Judges that no call with a long duration calls back far too early. Which durations are cut short, and what is left of
 * them, tells in which type of number they were.
 */
export function longCallsWait(run: RunRecord, wrapping: WrappingDurations): Verdict {
  const early = callsOf(run).filter((call) => waitOf(call) < call.ms - CLOCK_STEP_MS);
  const first = early[0];
  if (!first) return undefined;
  const isEarly = (ms: number) => early.some((call) => call.ms === ms);
  const wraps = (ms: number, whole: number) =>
    early.some((call) => call.ms === ms && waitOf(call) < ms - whole + LATEST_MS);
  const situation = () => {
    if (isEarly(wrapping.sixteenBits)) {
      const isWrapped = wraps(wrapping.sixteenBits, 2 ** 16) && !isEarly(wrapping.nanoseconds);
      return isWrapped ? 'wraps-sixteen-bits' : 'long-early';
    }
    if (wraps(wrapping.nanoseconds, 2 ** 32 / 1e6)) return 'wraps-nanoseconds';
    const isOnlyOne = early.length === 1 && wraps(wrapping.microseconds, 2 ** 32 / 1e3);
    return isOnlyOne ? 'wraps-microseconds' : 'long-early';
  };
  const values = { ms: first.ms, took: roundMs(waitOf(first)) };
  return finding(`waits-long-enough.${situation()}`, values);
}

/** Infinite if there was no callback. */
function waitOf({ callbacks, calledAt }: Call): number {
  return (callbacks[0]?.at ?? Number.POSITIVE_INFINITY) - calledAt;
}
