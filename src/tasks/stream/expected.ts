import type { ExpectedEvent, ExpectedEvents } from '../../course/expected-events.js';
import { startCall, stopCall } from './params.js';

/** A part of a drive: a call that starts a stream, or the stop of the stream that started first, second, and so on. */
export type StreamPart = { readonly start: string } | { readonly stop: number };

/** What a drive with these parts records. A stream that returned no function cannot be stopped. */
export function streamParts(parts: readonly StreamPart[]): ExpectedEvents {
  const count = parts.filter((part) => 'start' in part).length;
  // Each bit is a stream that can be stopped. The first sequence has all stops.
  return Array.from({ length: 2 ** count }, (_, index) => withStops(parts, 2 ** count - 1 - index));
}

function withStops(parts: readonly StreamPart[], stoppable: number): ExpectedEvent[] {
  const events: ExpectedEvent[] = [];
  /** The numbers of the calls that started the streams. */
  const started: number[] = [];
  for (const part of parts) {
    if ('start' in part) started.push(events.push(startCall(part.start)));
    else if (stoppable & (1 << (part.stop - 1))) events.push(stopCall(started[part.stop - 1]!));
  }
  return events;
}
