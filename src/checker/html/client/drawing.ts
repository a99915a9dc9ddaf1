/** Draws the visible part of a process's timeline as SVG. */

import { formatTick } from '../../../timeline/scale.js';
import type { ScriptData } from './data.js';
import { svg } from './elements.js';
import { type Block, blocksOf, type Entry, visibleMarks, xOf } from './entries.js';
import { formatMs, ticks, type View } from './view.js';

/** A lane with what was worked out once for all views. */
export interface DrawnLane {
  readonly id: string;
  readonly note: string;
  readonly entries: readonly Entry[];
  readonly rows: readonly (readonly Entry[])[];
  readonly beats: readonly number[];
}

/** A finding that has a time and a lane. */
export interface Flag {
  readonly severity: string;
  readonly message: string;
  readonly lane: number;
  readonly atMs: number;
}

export interface Picture {
  readonly lanes: readonly DrawnLane[];
  readonly flags: readonly Flag[];
  readonly view: View;
  readonly width: number;
  readonly currentLane: number | undefined;
  readonly currentEntry: Entry | undefined;
  /** The time at which a line goes through all lanes. */
  readonly cursorMs: number | undefined;
}

const AXIS = 26;
const LABEL = 20;
const MARKS = 16;
const ROW = 20;
const BEATS = 8;
const GAP = 10;
/** In pixels: less room for a tick and its number makes them run together. */
const TICK_WIDTH = 80;
/** In pixels, about: for the text in a span. */
const CHARACTER_WIDTH = 7;

/**
 * Draws it.
 * @returns the picture, and what each of its elements stands for
 */
export function draw(
  picture: Picture,
  { letters }: ScriptData,
): { element: SVGElement; blocks: Map<Element, { lane: number; block: Block }> } {
  const { lanes, flags, view, width, cursorMs } = picture;
  const blocks = new Map<Element, { lane: number; block: Block }>();
  const x = (ms: number) => xOf(ms, view, width);
  const isVisible = (ms: number) => ms >= view.fromMs && ms <= view.toMs;
  const parts: SVGElement[] = [];
  let y = AXIS;

  for (const [index, lane] of lanes.entries()) {
    const own = flags.filter((flag) => flag.lane === index);
    const hasMarks = own.length > 0 || lane.entries.some(({ endMs }) => endMs === undefined);
    const top = y + LABEL + (hasMarks ? MARKS : 0);
    const rows = Math.max(lane.rows.length, 1) * ROW;
    const bottom = top + rows + (lane.beats.length > 0 ? BEATS : 0);
    const current = index === picture.currentLane ? ' current' : '';
    parts.push(
      svg('rect', { class: `lane${current}`, 'data-lane': index, x: 0, y, width, height: bottom - y + 4 }),
      svg(
        'text',
        { class: `label${current}`, x: 6, y: y + 14 },
        svg('tspan', { class: 'id' }, lane.id),
        `  ${lane.note}`,
      ),
      svg('rect', { class: 'track', x: 0, y: top, width, height: rows }),
    );

    for (const [row, entries] of lane.rows.entries()) {
      for (const block of blocksOf(entries, view, width)) {
        const kind = block.kind ?? 'several';
        const place = { x: block.left, y: top + row * ROW + 1, height: ROW - 2 };
        const element = svg('rect', {
          class: `span ${kind}`,
          ...place,
          width: Math.max(block.right - block.left - (block.isNarrow ? 0 : 1), 1),
          rx: block.isNarrow ? 0 : 2,
        });
        blocks.set(element, { lane: index, block });
        parts.push(element, ...spanText(block, place));
      }
    }

    const beats = visibleBeats(lane.beats.filter(isVisible).map(x));
    if (beats.length > 0) {
      const path = beats.map((at) => `M${at.toFixed(1)} ${top + rows + 2}v4`).join('');
      parts.push(svg('path', { class: 'beats', d: path }));
    }

    for (const mark of visibleMarks(lane.entries, view, width)) {
      const { kind } = mark.entry;
      parts.push(svg('path', { class: `mark ${kind}`, d: `M${mark.x} ${top - 3}V${top + rows}` }));
      if (mark.isLettered) {
        const text = letters[kind] ?? '';
        parts.push(svg('text', { class: `letter ${kind}`, x: mark.x, y: top - 5 }, text));
      }
    }

    for (const { severity, atMs } of own.filter((flag) => isVisible(flag.atMs))) {
      const at = x(atMs);
      const d = `M${at - 6} ${top - 14}h12l-6 11zM${at - 1} ${top - 4}h2V${top + rows}h-2z`;
      parts.push(svg('path', { class: `flag ${severity}`, d }));
    }

    const { currentEntry } = picture;
    if (current && currentEntry && lane.entries.includes(currentEntry)) {
      const row = Math.max(
        0,
        lane.rows.findIndex((entries) => entries.includes(currentEntry)),
      );
      const from = Math.max(x(currentEntry.startMs), -3);
      const to = Math.min(x(currentEntry.endMs ?? currentEntry.startMs), width + 3);
      const outline = {
        x: from - 2,
        y: top + row * ROW - 1,
        width: Math.max(to - from, 2) + 3,
        height: ROW + 2,
      };
      if (to >= 0 && from <= width) parts.push(svg('rect', { class: 'selected', ...outline, rx: 3 }));
    }
    y = bottom + GAP;
  }

  // The margin begins before the program did.
  const times = ticks(view, width / TICK_WIDTH).filter((ms) => ms >= 0);
  const step = (times[1] ?? 1) - (times[0] ?? 0);
  const axis = times.flatMap((ms) => {
    const text = `${formatTick(ms, step)} ms`;
    const hasRoom = x(ms) + text.length * CHARACTER_WIDTH <= width;
    return [
      svg('path', { class: 'tick', d: `M${x(ms)} ${AXIS - 6}V${y}` }),
      ...(hasRoom ? [svg('text', { class: 'time', x: x(ms) + 3, y: 14 }, text)] : []),
    ];
  });
  const cursor =
    cursorMs !== undefined && isVisible(cursorMs)
      ? [svg('path', { class: 'cursor', d: `M${x(cursorMs)} ${AXIS - 6}V${y}` })]
      : [];
  const size = { width, height: y, viewBox: `0 0 ${width} ${y}` };
  // The element around it has the name and the keys; the table has what is drawn.
  const isHidden = { 'aria-hidden': 'true' };
  return { element: svg('svg', { ...size, ...isHidden }, ...behind(parts, axis), ...cursor), blocks };
}

/** The axis is drawn over the lanes' backgrounds, and under everything else. */
function behind(parts: readonly SVGElement[], axis: readonly SVGElement[]): SVGElement[] {
  const isBackground = (part: SVGElement) =>
    part.classList.contains('lane') || part.classList.contains('track');
  return [...parts.filter(isBackground), ...axis, ...parts.filter((part) => !isBackground(part))];
}

/** What it is and how long it took, if there is room for that. */
function spanText(block: Block, { x, y }: { x: number; y: number }): SVGElement[] {
  const { name, durationMs = 0 } = block.entry;
  const duration = `${formatMs(durationMs)} ms`;
  const room = (block.right - block.left - 8) / CHARACTER_WIDTH;
  const text = [`${name} ${duration}`, duration].find(({ length }) => length <= room);
  return block.count > 1 || text === undefined
    ? []
    : [svg('text', { class: 'inside', x: x + 5, y: y + 13 }, text)];
}

/** Of the beats that share a pixel, one is enough. */
function visibleBeats(places: readonly number[]): number[] {
  return [...new Set(places.map((at) => Math.round(at / 2) * 2))];
}
