import { stripVTControlCharacters } from 'node:util';
import type { Terminal } from '../environment/terminal.js';
import { t } from '../texts/translate.js';
import type { Lane, Mark, Span, Timeline } from './timeline.js';

const NARROWEST = 60;
const WIDEST = 140;
const INDENT = 2;
/** As wide as the picture is at least, ms. */
const SHORTEST_MS = 0.1;
/** Of a line of text and of the signs in it. */
type Cells = { sign: string; paint?: (text: string) => string }[];

interface Signs {
  readonly held: string;
  readonly work: string;
  readonly short: string;
  readonly complete: string;
  readonly beat: string;
  readonly axis: string;
  readonly tick: string;
}
const UNICODE: Signs = { held: '█', work: '▒', short: '▏', complete: '▪', beat: '·', axis: '─', tick: '┬' };
const ASCII: Signs = { held: '#', work: '=', short: '|', complete: 'o', beat: '.', axis: '-', tick: '+' };
const LETTERS: Record<Mark['name'], string> = {
  call: 'C',
  return: 'R',
  callback: 'K',
  settled: 'S',
  violation: '!',
};

/**
 * Draws a timeline, a lane a thread, as lines for the terminal: held stretches of the JS thread in full blocks, work in
 * lighter ones, beats as dots, marks as letters above their lane, an axis in milliseconds, a legend of what is there.
 */
export function drawTimeline(timeline: Timeline, terminal: Terminal): string[] {
  const { lanes, startMs, endMs } = timeline;
  if (lanes.length === 0) return [];
  const width = Math.min(WIDEST, Math.max(NARROWEST, terminal.width)) - 1;
  const names = lanes.map(nameOf);
  const labels = Math.max(...names.map((name) => name.length)) + 2;
  const columns = width - INDENT - labels;
  // A single moment has a width, too.
  const perColumn = Math.max(endMs - startMs, SHORTEST_MS) / columns;
  const column = (ms: number) => Math.min(columns - 1, Math.max(0, Math.floor((ms - startMs) / perColumn)));
  const signs = terminal.unicode ? UNICODE : ASCII;
  const line = (label: string, cells: Cells) => {
    const painted = cells.map(({ sign, paint }) => (paint ? paint(sign) : sign)).join('');
    return `${' '.repeat(INDENT)}${label.padEnd(labels)}${painted}`.trimEnd();
  };

  const rows = lanes.flatMap((lane, index) => {
    const marks = markRow(lane, columns, column, terminal);
    const row = line(names[index]!, laneRow(lane, columns, column, signs, terminal));
    return marks ? [line('', marks), row] : [row];
  });
  return [
    ...rows,
    ...axis(timeline, columns, column, signs).map((cells) => line('', cells)),
    ...legend(lanes, signs, terminal),
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
  signs: Signs,
  { paint }: Terminal,
): Cells {
  const cells: Cells = Array.from({ length: columns }, () => ({ sign: ' ' }));
  for (const beat of lane.beats) cells[column(beat)] = { sign: signs.beat, paint: paint.green };
  for (const { name, startMs, endMs, wholeMs } of order(lane.spans)) {
    const [from, to] = [column(startMs), column(endMs)];
    const brush = brushFor(name, lane.kind, from === to, signs);
    if (brush === undefined) continue;
    const colour = name === 'held' ? paint.red : lane.kind === 'worker' ? paint.cyan : paint.yellow;
    for (let at = from; at <= to; at++) cells[at] = { sign: brush, paint: colour };
    if (name === 'held' || name === 'execute')
      writeInside(cells, from, to, wholeMs ?? endMs - startMs, colour);
  }
  return cells;
}

/** What is drawn last stays: first what ran, then what was held. */
function order(spans: readonly Span[]): Span[] {
  return [...spans].sort((a, b) => Number(a.name === 'held') - Number(b.name === 'held'));
}

function brushFor(
  name: Span['name'],
  kind: Lane['kind'],
  isShort: boolean,
  signs: Signs,
): string | undefined {
  if (name === 'held') return signs.held;
  if (name === 'call') return undefined;
  if (name === 'execute') return isShort && kind === 'worker' ? signs.short : signs.work;
  return signs.complete;
}

/** How long a span took, in its middle, where there is room for it. */
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
  for (const [index, sign] of [...text].entries()) cells[at + index] = { sign, paint };
}

/** The letters of a lane's marks; one that finds its column taken moves to the next that is free. */
function markRow(
  lane: Lane,
  columns: number,
  column: (ms: number) => number,
  { paint }: Terminal,
): Cells | undefined {
  if (lane.marks.length === 0) return undefined;
  const cells: Cells = Array.from({ length: columns }, () => ({ sign: ' ' }));
  for (const { name, atMs } of lane.marks) {
    let at = column(atMs);
    while (at < columns - 1 && cells[at]!.sign !== ' ') at++;
    cells[at] = { sign: LETTERS[name], paint: name === 'violation' ? paint.red : paint.bold };
  }
  return cells;
}

/** A line with ticks and one with their times, from the first moment drawn. */
function axis(timeline: Timeline, columns: number, column: (ms: number) => number, signs: Signs): Cells[] {
  const { startMs, endMs } = timeline;
  const begins = timeline.lanes.flatMap(({ marks, spans }) => [
    ...marks.map(({ atMs }) => atMs),
    ...spans.map((span) => span.startMs),
  ]);
  const zero = begins.length === 0 ? startMs : Math.min(...begins);
  const step = niceStep(Math.max(endMs - startMs, SHORTEST_MS) / Math.max(3, Math.floor(columns / 12)));
  const line: Cells = Array.from({ length: columns }, () => ({ sign: signs.axis }));
  const numbers: Cells = Array.from({ length: columns }, () => ({ sign: ' ' }));
  for (let ms = 0; zero + ms <= endMs; ms += step) {
    const at = column(zero + ms);
    line[at] = { sign: signs.tick };
    const text = ms === 0 ? '0 ms' : formatMs(ms);
    if (at + text.length > columns) continue;
    for (const [index, sign] of [...text].entries()) numbers[at + index] = { sign };
  }
  return [line, numbers];
}

function legend(lanes: readonly Lane[], signs: Signs, terminal: Terminal): string[] {
  const { paint } = terminal;
  const marks = new Set(lanes.flatMap((lane) => lane.marks.map(({ name }) => name)));
  const spans = new Set(lanes.flatMap((lane) => lane.spans.map(({ name }) => name)));
  const entries = [
    ...[...marks].map((name) => `${paint.bold(LETTERS[name])} ${t(`timeline.mark-${name}`)}`),
    ...(lanes.some(({ beats }) => beats.length > 0)
      ? [`${paint.green(signs.beat)} ${t('timeline.free')}`]
      : []),
    ...(spans.has('held') ? [`${paint.red(signs.held)} ${t('timeline.held')}`] : []),
    ...(spans.has('execute') ? [`${paint.cyan(signs.work)} ${t('timeline.execute')}`] : []),
    ...(spans.has('complete') ? [`${paint.yellow(signs.complete)} ${t('timeline.complete')}`] : []),
    ...(spans.has('function') ? [`${paint.yellow(signs.complete)} ${t('timeline.function')}`] : []),
  ];
  const wide = Math.min(WIDEST, Math.max(NARROWEST, terminal.width)) - 1 - INDENT;
  return packed(entries, wide).map((text) => `${' '.repeat(INDENT)}${text}`);
}

/** Entries side by side, as many as fit into a line. */
function packed(entries: readonly string[], width: number): string[] {
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

/** 1, 2 or 5 times a power of ten, and at least as much as asked. */
function niceStep(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(ms));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= ms) ?? ms;
}

function formatMs(ms: number): string {
  return ms >= 10 ? String(Math.round(ms)) : String(Math.round(ms * 10) / 10);
}
