import { eventsOf, type RunRecord } from '../../harness/parent/run-record.js';
import { finding, type Verdict } from '../../report/finding.js';

/** https://docs.libuv.org/en/v1.x/threadpool.html */
const DEFAULT_SIZE = 4;

/**
 * Judges that the package does not make the pool of the whole process smaller. Only a pool that nothing has used before
 * gets the new size, so the effect depends on the program.
 * @param alone the compiled add-on, to tell whether C++ or JavaScript sets the variable
 */
export function leavesPoolAsLarge(own: RunRecord, alone: RunRecord): Verdict {
  const value = smallerSize(own);
  if (value === undefined) return undefined;
  const situation = smallerSize(alone) === undefined ? 'smaller-pool' : 'smaller-pool-by-add-on';
  return finding(`calls-overlap.${situation}`, { value, count: threadsFor(value) });
}

function smallerSize(run: RunRecord): string | undefined {
  return eventsOf(run, 'observation')
    .filter(({ name }) => name === 'pool-size')
    .map(({ value }) => String(value))
    .find((value) => value !== '' && threadsFor(value) < DEFAULT_SIZE);
}

/** As libuv reads the variable: anything that is not a number counts as 0, and 0 as 1. Negative numbers are huge. */
function threadsFor(value: string): number {
  const number = Number.parseInt(value, 10) || 0;
  return number < 0 ? Number.POSITIVE_INFINITY : Math.max(number, 1);
}
