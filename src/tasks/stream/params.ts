/** The calls of a stream, as both sides of the harness know them. */
import type { CallDescription } from '../../harness/protocol.js';

/** A call that starts a stream. @param what the call as JavaScript source */
export function startCall(what: string): CallDescription {
  return { what, awaits: 'callback', input: { does: 'start' } };
}

/** A call of the function that stops a stream. @param stream the number of the call that started it */
export function stopCall(stream: number): CallDescription {
  return { what: 'stop()', input: { does: 'stop', stream } };
}
