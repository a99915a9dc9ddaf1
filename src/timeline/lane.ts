/** What a timeline consists of: lanes, with spans and marks on them. */

/** The kinds of spans, in the order of a legend. */
export const SPANS = [
  'call',
  'held',
  'execute',
  'complete',
  'function',
  'native',
  'environment',
  'thread',
  'sent',
  'refused',
] as const;

/** The kinds of marks, and the letters that stand for them wherever a timeline is drawn. */
export const MARK_LETTERS = {
  call: 'C',
  return: 'R',
  callback: 'K',
  settled: 'S',
  abort: 'A',
  cancelled: 'X',
  violation: '!',
} as const;

export const MARKS = Object.keys(MARK_LETTERS) as Mark['name'][];

/** Something that took time on a lane. Times are in ms since the run's origin. */
export interface Span {
  /**
   * `call`: from a call to its return; `held`: a gap between signs of life; `thread`: a thread of the add-on from its
   * start to its end; `sent`: a call of a threadsafe function, a moment; `refused`: such a call while the queue was full;
   * `environment`: the add-on's time in a worker, from when it is loaded to the end of that environment; the others are
   * kinds of `WorkSpan`.
   */
  readonly name: (typeof SPANS)[number];
  readonly startMs: number;
  readonly endMs: number;
  /** The whole duration, if only a part of the span is in the timeline, ms. */
  readonly wholeMs?: number;
  /** For work: the id of the call that queued it, if one did. */
  readonly call?: number;
}

export interface Mark {
  /** `abort`: the signal of a call is aborted; `cancelled`: queued work was cancelled. */
  readonly name: keyof typeof MARK_LETTERS;
  readonly atMs: number;
  /** The id of the call that it belongs to. */
  readonly call?: number;
}

/** The activity of one thread. */
export interface Lane {
  /**
   * `js` for the harness's JS thread; `js-2`, `worker-1`, `thread-1` and so on for the others, in the order of their
   * first span.
   */
  readonly id: string;
  /** `thread` for threads that the add-on started. */
  readonly kind: 'js' | 'worker' | 'thread';
  /**
   * The environment that the thread belongs to, from 1 for the main one, in a run with several. The threads of libuv's
   * pool belong to all.
   */
  readonly environment?: number;
  /** The operating system's thread id, if the probe recorded it. */
  readonly thread: number | undefined;
  readonly spans: readonly Span[];
  readonly marks: readonly Mark[];
  /** When the harness's timer fired on this thread, which was free at that time, ms since the run's origin. */
  readonly beats: readonly number[];
}
