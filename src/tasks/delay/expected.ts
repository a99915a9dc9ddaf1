/** What the drives of `delay` record for their params. */
import { type ExpectedEvent, type ExpectedEvents, repetitions } from '../../course/expected-events.js';
import {
  collectedDurations,
  crowdedDurations,
  type Durations,
  delayCall,
  MAX_COLLECTING_TRIES,
  MAX_OVERLAPPING_TRIES,
} from './params.js';

/** Single calls until the JS thread is free in one of them, overlapping ones likewise, and one with a duration of 0. */
export function ownPackage({ single, long, medium, short }: Durations): ExpectedEvents {
  const overlapping = [{ step: 'overlapping-calls' }, ...[long, medium, short].map(delayCall)];
  const zero = [{ step: 'zero-call' }, delayCall(0)];
  const tries = repetitions(overlapping, MAX_OVERLAPPING_TRIES);
  const alone = addonAlone({ single });
  return [
    ...alone.flatMap((calls) => tries.map((overlap) => [...calls, ...overlap, ...zero])),
    [...alone.at(-1)!, ...zero],
  ];
}

export function addonAlone({ single }: Pick<Durations, 'single'>): ExpectedEvents {
  return single.map((_, index) => single.slice(0, index + 1).flatMap(singleCall));
}

export function collecting(durations: Durations): ExpectedEvents {
  return repetitions(collectedDurations(durations).map(delayCall), MAX_COLLECTING_TRIES);
}

export function dueTogether({ short }: Durations): ExpectedEvents {
  return [[short, short].map(delayCall)];
}

export function crowdedPool(durations: Durations): ExpectedEvents {
  return [crowdedDurations(durations).map(delayCall)];
}

export function referenceAddon({ single }: Durations): ExpectedEvents {
  return [single.slice(0, 1).map(delayCall)];
}

export function longCalls({ wrapping }: Durations): ExpectedEvents {
  return [Object.values(wrapping).map(delayCall)];
}

/** One call as a step of its own. */
export function singleCall(ms: number): ExpectedEvent[] {
  return [{ step: 'single-call' }, delayCall(ms)];
}
