// Taken before the learner's code is loaded, which could put others in their place.
const repeat = setInterval;
const stop = clearInterval;
const later = setTimeout;

/** How often the JS thread shows that it is free, ms. */
export const BEAT_MS = 10;

/** A timer on the JS thread that does not keep the process alive. Returns what stops it. */
export function startBeats(onBeat: () => void): () => void {
  const timer = repeat(onBeat, BEAT_MS);
  timer.unref();
  return () => stop(timer);
}

/** Resolves after `ms` milliseconds on the event loop; keeps the process alive until then. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => later(resolve, ms));
}
