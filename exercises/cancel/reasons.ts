/** How the promise of an aborted call is rejected. */

/**
 * Compares what a promise was rejected with to the reason of a signal: `reason` if it is the very same, otherwise what
 * it resembles.
 */
export function howRejected(error: unknown, { reason, aborted }: AbortSignal): string {
  if (!aborted) return 'not-aborted';
  if (Object.is(error, reason)) return 'reason';
  if (error === undefined) return 'nothing';
  if (!(error instanceof Error)) return 'other';
  if (error.cause === reason) return 'cause';
  if (error.message === messageOf(reason)) return 'copy';
  return error.name === 'AbortError' ? 'abort-error' : 'other';
}

function messageOf(reason: unknown): unknown {
  return reason instanceof Error ? reason.message : reason;
}
