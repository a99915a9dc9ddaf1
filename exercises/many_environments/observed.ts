/** Reads what the scenarios of this exercise observed. */
import { eventsOf, observation, type RunRecord } from '../../src/harness/parent/run-record.js';
import type { Recalled, Visit } from './params.js';

/** The visits of a run, in the order in which they were reported. */
export function visitsOf(run: RunRecord): Visit[] {
  return eventsOf(run, 'observation')
    .filter(({ name }) => name === 'visit')
    .map(({ value }) => JSON.parse(String(value)));
}

/** What `recall()` returned at a later time; `undefined` if the run did not get there. */
export function recalledAs(run: RunRecord, name: string): Recalled | undefined {
  const value = observation(run, name);
  return value === undefined ? undefined : JSON.parse(String(value));
}

/** The last step of a run. */
export function lastStep(run: RunRecord): string | undefined {
  return eventsOf(run, 'step').at(-1)?.name;
}
