import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from '../environment/terminal.js';
import { t } from '../texts/translate.js';
import type { Lane, Mark, Span, Timeline } from './timeline.js';

const MIN_WIDTH = 60;
const MAX_WIDTH = 140;
const INDENT = 2;
/** The shortest time that the full width stands for, ms. */
const MIN_DURATION_MS = 0.1;
/** The character cells of a line. */
type Cells = { glyph: string; paint?: (text: string) => string }[];

interface Glyphs {
  readonly held: string;
  readonly work: string;
  readonly short: string;
  readonly complete: string;
  readonly beat: string;
  readonly axis: string;
  readonly tick: string;
}
const UNICODE: Glyphs = { held: '█', work: '▒', short: '▏', complete: '▪', beat: '·', axis: '─', tick: '┬' };
const ASCII: Glyphs = { held: '#', work: '=', short: '|', complete: 'o', beat: '.', axis: '-', tick: '+' };
const LETTERS: Record<Mark['name'], string> = {
  call: 'C',
  return: 'R',
  callback: 'K',
  settled: 'S',
  violation: '!',
};

/**
 * Draws a timeline as lines for the terminal, with one lane per thread. Held stretches of the JS thread are full blocks,
 * work is lighter blocks, beats are dots, and marks are letters above their lane. An axis in ms and a legend follow.
 */
export function drawTimeline(timeline: Timeline, terminal: Terminal): string[] {
  const { lanes, startMs, endMs } = timeline;
  if (lanes.length === 0) return [];
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, terminal.width)) - 1;
  const names = lanes.map(nameOf);
  const labels = Math.max(...names.map((name) => name.length)) + 2;
  const columns = width - INDENT - labels;
  // A timeline without a duration still needs a scale.
  const perColumn = Math.max(endMs - startMs, MIN_DURATION_MS) / columns;
  const column = (ms: number) => Math.min(columns - 1, Math.max(0, Math.floor((ms - startMs) / perColumn)));
  const glyphs = terminal.unicode ? UNICODE : ASCII;
  const line = (label: string, cells: Cells) => {
    const painted = cells.map(({ glyph, paint }) => (paint ? paint(glyph) : glyph)).join('');
    return `${' '.repeat(INDENT)}${label.padEnd(labels)}${painted}`.trimEnd();
  };

  const rows = lanes.flatMap((lane, index) => {
    const marks = markRow(lane, columns, column, terminal);
    const row = line(names[index]!, laneRow(lane, columns, column, glyphs, terminal));
    return marks ? [line('', marks), row] : [row];
  });
  return [
    ...rows,
    ...axis(timeline, columns, column, glyphs).map((cells) => line('', cells)),
    ...legend(lanes, glyphs, terminal),
  ];
}

function nameOf(lane: Lane): string {
  const number = lane.id.split('-')[1] ?? '';
  return t(lane.kind === 'js' ? 'timeline.js-thread' : 'timeline.worker-thread', { number }).trim();
}

function laneRow(
  lane: Lane,
  columns: number,
  column: (ms: number) => number,
  glyphs: Glyphs,
  { paint }: Terminal,
): Cells {
  const cells: Cells = Array.from({ length: columns }, () => ({ glyph: ' ' }));
  for (const beat of lane.beats) cells[column(beat)] = { glyph: glyphs.beat, paint: paint.green };
  for (const { name, startMs, endMs, wholeMs } of heldLast(lane.spans)) {
    const [from, to] = [column(startMs), column(endMs)];
    const glyph = glyphFor(name, lane.kind, from === to, glyphs);
    if (glyph === undefined) continue;
    const colour = name === 'held' ? paint.red : lane.kind === 'worker' ? paint.cyan : paint.yellow;
    for (let at = from; at <= to; at++) cells[at] = { glyph, paint: colour };
    if (name === 'held' || name === 'execute')
      writeInside(cells, from, to, wholeMs ?? endMs - startMs, colour);
  }
  return cells;
}

/** Sorts holds to the end: what is drawn last covers the rest. */
function heldLast(spans: readonly Span[]): Span[] {
  return [...spans].sort((a, b) => Number(a.name === 'held') - Number(b.name === 'held'));
}

function glyphFor(
  name: Span['name'],
  kind: Lane['kind'],
  isShort: boolean,
  glyphs: Glyphs,
): string | undefined {
  if (name === 'held') return glyphs.held;
  if (name === 'call') return undefined;
  if (name === 'execute') return isShort && kind === 'worker' ? glyphs.short : glyphs.work;
  return glyphs.complete;
}

/** Writes the duration into the middle of a span, if it fits. */
function writeInside(
  cells: Cells,
  from: number,
  to: number,
  ms: number,
  paint: (text: string) => string,
): void {
  const text = ` ${formatMs(ms)} ms `;
  if (to - from + 1 < text.length + 4) return;
  const at = Math.floor((from + to + 1 - text.length) / 2);
  for (const [index, glyph] of [...text].entries()) cells[at + index] = { glyph, paint };
}

/** The letters of a lane's marks. If a column is taken, the letter moves to the next free one. */
function markRow(
  lane: Lane,
  columns: number,
  column: (ms: number) => number,
  { paint }: Terminal,
): Cells | undefined {
  if (lane.marks.length === 0) return undefined;
  const cells: Cells = Array.from({ length: columns }, () => ({ glyph: ' ' }));
  for (const { name, atMs } of lane.marks) {
    let at = column(atMs);
    while (at < columns - 1 && cells[at]!.glyph !== ' ') at++;
    cells[at] = { glyph: LETTERS[name], paint: name === 'violation' ? paint.red : paint.bold };
  }
  return cells;
}

/** A line with ticks and a line with their times, counted from the first mark or span. */
function axis(timeline: Timeline, columns: number, column: (ms: number) => number, glyphs: Glyphs): Cells[] {
  const { startMs, endMs } = timeline;
  const begins = timeline.lanes.flatMap(({ marks, spans }) => [
    ...marks.map(({ atMs }) => atMs),
    ...spans.map((span) => span.startMs),
  ]);
  const zero = begins.length === 0 ? startMs : Math.min(...begins);
  const step = niceStep(Math.max(endMs - startMs, MIN_DURATION_MS) / Math.max(3, Math.floor(columns / 12)));
  const line: Cells = Array.from({ length: columns }, () => ({ glyph: glyphs.axis }));
  const numbers: Cells = Array.from({ length: columns }, () => ({ glyph: ' ' }));
  for (let ms = 0; zero + ms <= endMs; ms += step) {
    const at = column(zero + ms);
    line[at] = { glyph: glyphs.tick };
    const text = ms === 0 ? '0 ms' : formatMs(ms);
    if (at + text.length > columns) continue;
    for (const [index, glyph] of [...text].entries()) numbers[at + index] = { glyph };
  }
  return [line, numbers];
}

function legend(lanes: readonly Lane[], glyphs: Glyphs, terminal: Terminal): string[] {
  const { paint } = terminal;
  const marks = new Set(lanes.flatMap((lane) => lane.marks.map(({ name }) => name)));
  const spans = new Set(lanes.flatMap((lane) => lane.spans.map(({ name }) => name)));
  const entries = [
    ...[...marks].map((name) => `${paint.bold(LETTERS[name])} ${t(`timeline.mark-${name}`)}`),
    ...(lanes.some(({ beats }) => beats.length > 0)
      ? [`${paint.green(glyphs.beat)} ${t('timeline.free')}`]
      : []),
    ...(spans.has('held') ? [`${paint.red(glyphs.held)} ${t('timeline.held')}`] : []),
    ...(spans.has('execute') ? [`${paint.cyan(glyphs.work)} ${t('timeline.execute')}`] : []),
    ...(spans.has('complete') ? [`${paint.yellow(glyphs.complete)} ${t('timeline.complete')}`] : []),
    ...(spans.has('function') ? [`${paint.yellow(glyphs.complete)} ${t('timeline.function')}`] : []),
  ];
  const wide = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, terminal.width)) - 1 - INDENT;
  return packIntoLines(entries, wide).map((text) => `${' '.repeat(INDENT)}${text}`);
}

/** Fills lines with as many entries as fit. */
function packIntoLines(entries: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    const joined = `${last}   ${entry}`;
    if (last !== undefined && stripVTControlCharacters(joined).length <= width)
      lines[lines.length - 1] = joined;
    else lines.push(entry);
  }
  return lines;
}

/** Rounds up to 1, 2 or 5 times a power of ten. */
function niceStep(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(ms));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= ms) ?? ms;
}

function formatMs(ms: number): string {
  return ms >= 10 ? String(Math.round(ms)) : String(Math.round(ms * 10) / 10);
}
