import type { Lane, Span } from '../../src/timeline/lane.js';
import type { Timeline } from '../../src/timeline/timeline.js';

export function lane(id: string, more: Partial<Lane> = {}): Lane {
  const kind = id.startsWith('js') ? 'js' : 'worker';
  return { id, kind, thread: undefined, spans: [], marks: [], beats: [], ...more };
}

export function span(name: Span['name'], startMs: number, endMs: number): Span {
  return { name, startMs, endMs };
}

/** The times of beats, one every 10 ms. */
function beats(fromMs: number, toMs: number): number[] {
  return Array.from({ length: Math.floor((toMs - fromMs) / 10) + 1 }, (_, index) => fromMs + index * 10);
}

/** The work runs on the JS thread. */
export const blocked: Timeline = {
  startMs: 0,
  endMs: 220,
  lanes: [
    lane('js', {
      thread: 100,
      spans: [span('call', 10, 210), span('held', 10, 210)],
      marks: [
        { name: 'call', atMs: 10 },
        { name: 'callback', atMs: 209 },
        { name: 'return', atMs: 210 },
      ],
      beats: [0, 10, 210, 220],
    }),
  ],
};

/** The work runs on a thread of the pool. */
export const free: Timeline = {
  startMs: 0,
  endMs: 220,
  lanes: [
    lane('js', {
      thread: 100,
      spans: [span('call', 10, 10.2), span('complete', 211, 211.5)],
      marks: [
        { name: 'call', atMs: 10 },
        { name: 'return', atMs: 10.2 },
        { name: 'callback', atMs: 211.2 },
      ],
      beats: beats(0, 220),
    }),
    lane('worker-1', { thread: 101, spans: [span('execute', 10.5, 210.5)] }),
  ],
};
