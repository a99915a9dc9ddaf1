import type { Recorder } from './recorder.js';

// Captured before the learner's code is loaded, because that code could replace them.
const originalSetInterval = setInterval;
const { wait } = Atomics;
const originalClearInterval = clearInterval;
const originalSetTimeout = setTimeout;

/** The interval between two beats, ms. */
const BEAT_MS = 10;

/**
 * Starts a timer that beats while the JS thread is free. It does not keep the process alive.
 * @returns a function that stops it
 */
export function startBeats(onBeat: () => void): () => void {
  const timer = originalSetInterval(onBeat, BEAT_MS);
  timer.unref();
  return () => originalClearInterval(timer);
}

/** Starts to record when the JS thread is free. Returns a function that ends it. */
export function recordBeats({ recorder }: { readonly recorder: Recorder }): () => void {
  return startBeats(() => recorder.record({ kind: 'beat' }));
}

/** Blocks this thread, without using a processor. */
export function blockThread(ms: number): void {
  wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Resolves after `ms` milliseconds. Keeps the process alive until then. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => originalSetTimeout(resolve, ms));
}
