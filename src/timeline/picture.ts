import type { Terminal } from '../environment/terminal.js';
import { t } from '../texts/translate.js';
import { axis, formatMs, MIN_DURATION_MS } from './axis.js';
import { callNumbers, inOneColumn } from './call-numbers.js';
import { type Lane, MARK_LETTERS, type Span } from './lane.js';
import { laneName } from './lane-name.js';
import { legend, type Meaning } from './legend.js';
import type { Timeline } from './timeline.js';

const MIN_WIDTH = 60;
const MAX_WIDTH = 140;
const INDENT = 2;
/** The character cells of a line. */
type Cells = { glyph: string; paint?: (text: string) => string; meaning?: Meaning }[];
/** The numbers of the calls, by their ids; empty if they need none. */
type Numbers = ReadonlyMap<number, number>;

/** The glyph of a span, or of work that is too short for more than one column. */
type Glyphs = Readonly<Record<Exclude<Span['name'], 'call'> | 'short' | 'beat', string>>;

const UNICODE: Glyphs = {
  held: '█',
  execute: '▒',
  short: '▏',
  complete: '▪',
  function: '▪',
  native: '▓',
  environment: '╌',
  thread: '╌',
  sent: '•',
  refused: '×',
  beat: '·',
};
const ASCII: Glyphs = {
  held: '#',
  execute: '=',
  short: '|',
  complete: 'o',
  function: 'o',
  native: '%',
  environment: '~',
  thread: '~',
  sent: '*',
  refused: 'x',
  beat: '.',
};
/**
 * Draws a timeline as lines for the terminal, with one lane per thread. Held stretches of the JS thread are full blocks,
 * work is lighter blocks, beats are dots, and marks are letters above their lane, with the numbers of their calls if there
 * are several. An axis in ms and a legend of what is drawn follow.
 */
export function drawTimeline(timeline: Timeline, terminal: Terminal): string[] {
  const { lanes, startMs, endMs } = timeline;
  if (lanes.length === 0) return [];
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, terminal.width)) - 1;
  const names = lanes.map(laneName);
  const labels = Math.max(...names.map((name) => name.length)) + 2;
  const columns = width - INDENT - labels;
  const perColumn = Math.max(endMs - startMs, MIN_DURATION_MS) / columns;
  const column = (ms: number) => Math.min(columns - 1, Math.max(0, Math.floor((ms - startMs) / perColumn)));
  const glyphs = terminal.unicode ? UNICODE : ASCII;
  const numbers = callNumbers(timeline);
  const drawn = new Map<Meaning, string>();
  const line = (label: string, cells: Cells) => {
    for (const { glyph, paint, meaning } of cells)
      if (meaning) drawn.set(meaning, paint ? paint(glyph) : glyph);
    const painted = cells.map(({ glyph, paint }) => (paint ? paint(glyph) : glyph)).join('');
    return indented(INDENT, `${label.padEnd(labels)}${painted}`);
  };

  const rows = lanes.flatMap((lane, index) => {
    const heading = headingAt(lanes, index).map((text) => indented(INDENT, terminal.paint.dim(text)));
    const marks = markRows(lane, columns, column, numbers, terminal).map((cells) => line('', cells));
    return [
      ...heading,
      ...marks,
      line(names[index]!, laneRow(lane, columns, column, glyphs, numbers, terminal)),
    ];
  });
  return [
    ...rows,
    ...axis(timeline, columns, column, terminal.unicode).map((text) => indented(INDENT + labels, text)),
    ...[...legend(drawn, numbers.size, width - INDENT), ...queueLines(timeline)].map((text) =>
      indented(INDENT, text),
    ),
  ];
}

function indented(by: number, text: string): string {
  return `${' '.repeat(by)}${text}`.trimEnd();
}

/** In a run with several environments, the lanes of each have a heading, and so has what all of them share. */
function headingAt(lanes: readonly Lane[], index: number): string[] {
  const [before, lane] = [lanes[index - 1], lanes[index]!];
  if (before === undefined ? lane.environment === undefined : before.environment === lane.environment)
    return [];
  const { environment } = lane;
  return [
    environment === undefined ? t('timeline.shared') : t('timeline.environment-of', { number: environment }),
  ];
}

/** So many queues with a limit are described at most, the deepest first. */
const MOST_QUEUES = 4;

/** One call that waits for its turn is nothing to talk about. Of the queues without a limit, only the deepest is. */
function queueLines({ queues = [] }: Timeline): string[] {
  const deep = queues.filter(({ deepest }) => deepest > 1).sort((a, b) => b.deepest - a.deepest);
  const limited = deep.flatMap(({ deepest, limit }) =>
    limit === undefined ? [] : [t('timeline.queue', { deepest, limit })],
  );
  const unlimited = deep.find(({ limit }) => limit === undefined);
  return [
    ...[...new Set(limited)].slice(0, MOST_QUEUES),
    ...(unlimited ? [t('timeline.queue-unlimited', { deepest: unlimited.deepest })] : []),
  ];
}

function laneRow(
  lane: Lane,
  columns: number,
  column: (ms: number) => number,
  glyphs: Glyphs,
  numbers: Numbers,
  { paint }: Terminal,
): Cells {
  const cells: Cells = Array.from({ length: columns }, () => ({ glyph: ' ' }));
  for (const beat of lane.beats)
    cells[column(beat)] = { glyph: glyphs.beat, paint: paint.green, meaning: 'free' };
  for (const { name, startMs, endMs, wholeMs, call } of inDrawingOrder(lane.spans)) {
    if (name === 'call') continue;
    const [from, to] = [column(startMs), column(endMs)];
    const meaning = name === 'execute' && from === to && lane.kind === 'worker' ? 'short' : name;
    const ofWork = lane.kind === 'js' ? paint.yellow : paint.cyan;
    const colour = name === 'held' ? paint.red : name === 'environment' ? paint.dim : ofWork;
    for (let at = from; at <= to; at++) cells[at] = { glyph: glyphs[meaning], paint: colour, meaning };
    if (name !== 'held' && name !== 'execute') continue;
    const number = call === undefined ? undefined : numbers.get(call);
    const duration = `${formatMs(wholeMs ?? endMs - startMs)} ms`;
    const text = number === undefined ? duration : `${number}: ${duration}`;
    const fits = writeInside(cells, from, to, ` ${text} `, colour);
    if (!fits && number !== undefined) writeInside(cells, from, to, String(number), colour, 1);
  }
  return cells;
}

/** What is drawn last covers the rest: holds are, and calls that were accepted come after those that were refused. */
function inDrawingOrder(spans: readonly Span[]): Span[] {
  const rank = ({ name }: Span) => (name === 'held' ? 2 : name === 'sent' ? 1 : 0);
  return [...spans].sort((a, b) => rank(a) - rank(b));
}

/** Writes a text into the middle of a span. @returns whether it fits */
function writeInside(
  cells: Cells,
  from: number,
  to: number,
  text: string,
  paint: (text: string) => string,
  margin = 2,
): boolean {
  if (to - from + 1 < text.length + 2 * margin) return false;
  const at = Math.floor((from + to + 1 - text.length) / 2);
  for (const [index, glyph] of [...text].entries()) cells[at + index] = { glyph, paint };
  return true;
}

/**
 * The letters of a lane's marks and, if calls are numbered, the numbers below them. If a column is taken, the letter moves
 * to the next free one.
 */
function markRows(
  lane: Lane,
  columns: number,
  column: (ms: number) => number,
  numbers: Numbers,
  { paint }: Terminal,
): Cells[] {
  if (lane.marks.length === 0) return [];
  const letters: Cells = Array.from({ length: columns }, () => ({ glyph: ' ' }));
  const below: Cells = Array.from({ length: columns }, () => ({ glyph: ' ' }));
  for (const { name, atMs, call } of lane.marks) {
    let at = column(atMs);
    while (at < columns - 1 && letters[at]!.glyph !== ' ') at++;
    const colour = name === 'violation' ? paint.red : paint.bold;
    letters[at] = { glyph: MARK_LETTERS[name], paint: colour, meaning: `mark-${name}` };
    const number = call === undefined ? undefined : numbers.get(call);
    below[at] =
      number === undefined
        ? { glyph: ' ' }
        : { glyph: inOneColumn(number), paint: paint.dim, meaning: 'number' };
  }
  return below.some(({ meaning }) => meaning) ? [letters, below] : [letters];
}
