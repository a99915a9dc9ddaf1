/** Compares what a run recorded with what the params of this verify make its drive record. */
import { isDeepStrictEqual } from 'node:util';
import { eventsOf, type RunRecord } from '../harness/parent/run-record.js';
import type { CallDescription } from '../harness/protocol.js';
import { type Finding, finding, type Message, type Verdict } from '../report/finding.js';

/** An event that the params decide: a call, the beginning of a step, or an observation. */
export type ExpectedEvent =
  | CallDescription
  | { readonly step: string }
  | { readonly observed: string; readonly value: string | number };

/**
 * Everything that a drive may record, in order: one sequence for each number of tries. They name all calls, but only the
 * steps and observations that judges rely on; the others are not compared.
 */
export type ExpectedEvents = readonly (readonly ExpectedEvent[])[];

/** These events once, twice, and so on, up to so many times. */
export function repetitions(events: readonly ExpectedEvent[], most: number): ExpectedEvents {
  return Array.from({ length: most }, (_, index) => Array.from({ length: index + 1 }, () => events).flat());
}

/** Thrown in place of a record that cannot be true, so that no judge sees it. */
export class ContradictedRecord extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super('the record of a run contradicts the params of this verify');
    this.finding = finding;
  }
}

/** What a run recorded that its params rule out. A run may end at any time, so a beginning of a sequence is enough. */
export function contradiction(run: RunRecord, expected: ExpectedEvents): Verdict {
  const recorded = recordedEvents(run, expected);
  const { sequence, length } = closest(recorded, expected);
  if (length === recorded.length) return undefined;
  const values = { planned: textOf(sequence[length]), recorded: textOf(recorded[length]) };
  return finding('records.other', values);
}

/** What is missing from the record of a run that does not contradict its params. */
export function missingEvents(run: RunRecord, expected: ExpectedEvents): Verdict {
  const recorded = recordedEvents(run, expected);
  if (expected.some((sequence) => isDeepStrictEqual(sequence, recorded))) return undefined;
  const { sequence, length } = closest(recorded, expected);
  return finding('records.incomplete', { planned: textOf(sequence[length]) });
}

/** The sequence that begins most like what was recorded, and how many events they have in common. */
function closest(recorded: readonly ExpectedEvent[], expected: ExpectedEvents) {
  const candidates = expected.map((sequence) => {
    const differs = recorded.findIndex((event, index) => !isDeepStrictEqual(event, sequence[index]));
    return { sequence, length: differs === -1 ? recorded.length : differs };
  });
  return candidates.reduce((best, one) => (one.length > best.length ? one : best));
}

/** The recorded events of those that are compared. Calls are numbered from 1, in the order in which they are made. */
function recordedEvents(run: RunRecord, expected: ExpectedEvents): ExpectedEvent[] {
  const all = expected.flat();
  const steps = new Set(all.flatMap((event) => ('step' in event ? [event.step] : [])));
  const observed = new Set(all.flatMap((event) => ('observed' in event ? [event.observed] : [])));
  const calls = eventsOf(run, 'call');
  return run.events.flatMap((event): ExpectedEvent[] => {
    switch (event.kind) {
      case 'step':
        return steps.has(event.name) ? [{ step: event.name }] : [];
      case 'observation':
        return observed.has(event.name) ? [{ observed: event.name, value: event.value }] : [];
      case 'call': {
        const { kind, t, waited, id, ...description } = event;
        return [
          id === calls.indexOf(event) + 1 ? description : { ...description, what: `${event.what} #${id}` },
        ];
      }
      default:
        return [];
    }
  });
}

function textOf(event: ExpectedEvent | undefined): Message | string {
  if (!event) return { text: 'recorded.nothing' };
  if ('step' in event) return { text: 'recorded.step', values: { name: event.step } };
  if ('observed' in event)
    return { text: 'recorded.observation', values: { name: event.observed, value: event.value } };
  const { what, input = {} } = event;
  const inputs = Object.entries(input).map(([name, value]) => `${name}: ${value}`);
  return inputs.length === 0 ? what : `${what} { ${inputs.join(', ')} }`;
}
