/** What is drawn on a lane, and where. */
import type { LaneData, ScriptData } from './data.js';
import type { View } from './view.js';

/** A span or a mark of a lane. */
export interface Entry {
  readonly kind: string;
  /** What to call it. */
  readonly name: string;
  readonly startMs: number;
  /** `undefined` for marks. */
  readonly endMs: number | undefined;
  /** The whole duration; `undefined` for marks. */
  readonly durationMs: number | undefined;
}

/** All spans and marks of a lane in the order in which they start. */
export function entriesOf(lane: LaneData, { spans, marks }: Pick<ScriptData, 'spans' | 'marks'>): Entry[] {
  return [
    ...lane.spans.map(([kind, startMs, endMs, wholeMs]): Entry => {
      return { kind, name: spans[kind] ?? kind, startMs, endMs, durationMs: wholeMs ?? endMs - startMs };
    }),
    ...lane.marks.map(([kind, atMs]): Entry => {
      return { kind, name: marks[kind] ?? kind, startMs: atMs, endMs: undefined, durationMs: undefined };
    }),
  ].sort((a, b) => a.startMs - b.startMs || (b.endMs ?? b.startMs) - (a.endMs ?? a.startMs));
}

/** Spans that overlap are in different rows, but there are no more rows than these. */
const MOST_ROWS = 4;

/** The spans in rows: each goes into the first row that is free at its start. */
export function rowsOf(entries: readonly Entry[]): Entry[][] {
  const rows: Entry[][] = [];
  const ends: number[] = [];
  for (const entry of entries) {
    if (entry.endMs === undefined) continue;
    const free = ends.findIndex((end) => end <= entry.startMs);
    const row = free !== -1 ? free : Math.min(ends.length, MOST_ROWS - 1);
    ends[row] = Math.max(ends[row] ?? 0, entry.endMs);
    rows[row] ??= [];
    rows[row].push(entry);
  }
  return rows;
}

/** A rectangle that stands for one span or for several. */
export interface Block {
  /** The kind that all have in common. */
  readonly kind: string | undefined;
  readonly count: number;
  readonly left: number;
  readonly right: number;
  /** Whether every span in it is too narrow to be drawn alone. */
  readonly isNarrow: boolean;
  readonly startMs: number;
  readonly endMs: number;
  /** The first of them. */
  readonly entry: Entry;
}

/** Spans that are not wider than this become one block with their neighbours, in pixels. */
const NARROW = 2;

/**
 * The blocks of a row. There are at most about as many as pixels, however many spans there are: narrow spans next to each
 * other, and spans that another one covers, are joined.
 */
export function blocksOf(row: readonly Entry[], view: View, width: number): Block[] {
  const blocks: Block[] = [];
  for (const entry of row) {
    const { kind, startMs, endMs = startMs } = entry;
    if (endMs < view.fromMs || startMs > view.toMs) continue;
    const left = Math.max(0, xOf(startMs, view, width));
    const right = Math.max(Math.min(width, xOf(endMs, view, width)), left + NARROW);
    const isNarrow = right - left <= NARROW;
    const last = blocks.at(-1);
    // Covered by the last block, but for less than a pixel.
    const isCovered = last && left < last.right && right - last.right < 1;
    const isJoined = isCovered || (last?.isNarrow && isNarrow && left - last.right < NARROW);
    if (!last || !isJoined) blocks.push({ kind, count: 1, left, right, isNarrow, startMs, endMs, entry });
    else {
      blocks[blocks.length - 1] = {
        ...last,
        kind: last.kind === kind || !last.isNarrow ? last.kind : undefined,
        count: last.count + 1,
        right: Math.max(last.right, right),
        endMs: Math.max(last.endMs, endMs),
      };
    }
  }
  return blocks;
}

/** The marks that can be told apart, with their places. Those with room for a letter are `isLettered`. */
export function visibleMarks(
  entries: readonly Entry[],
  view: View,
  width: number,
): { entry: Entry; x: number; isLettered: boolean }[] {
  const marks: { entry: Entry; x: number; isLettered: boolean }[] = [];
  let lettered = Number.NEGATIVE_INFINITY;
  for (const entry of entries) {
    if (entry.endMs !== undefined || entry.startMs < view.fromMs || entry.startMs > view.toMs) continue;
    const x = xOf(entry.startMs, view, width);
    if (x - (marks.at(-1)?.x ?? Number.NEGATIVE_INFINITY) < NARROW) continue;
    const isLettered = x - lettered >= LETTER_WIDTH;
    if (isLettered) lettered = x;
    marks.push({ entry, x, isLettered });
  }
  return marks;
}

/** The width of a letter, in pixels. */
const LETTER_WIDTH = 11;

/** The place of a time, in pixels. */
export function xOf(ms: number, { fromMs, toMs }: View, width: number): number {
  return ((ms - fromMs) / (toMs - fromMs)) * width;
}
