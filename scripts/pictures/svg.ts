import { theme } from './colours.js';
import type { Cell, CellStyle } from './screen-cells.js';
import { isMerging, px, shapeOf } from './shapes.js';

export interface Picture {
  /** Shown in the window's title bar. */
  readonly title: string;
  /** The alternative text. */
  readonly description: string;
  readonly columns: number;
  readonly rows: readonly (readonly Cell[])[];
}

// All lengths are in px.
const FONT_SIZE = 14;
const CELL_WIDTH = 8.4;
const CELL_HEIGHT = 19;
/** From the top of a cell to the baseline of the text. */
const BASELINE = 14;
const BAR_HEIGHT = 32;
const MARGIN = 16;
const FONTS =
  "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

/** Adjacent cells with the same style. */
interface Run {
  readonly column: number;
  readonly text: string;
  readonly style: CellStyle;
}

/** Draws a terminal window as SVG. The output is deterministic. */
export function drawWindow({ title, description, columns, rows }: Picture): string {
  const width = Math.ceil(columns * CELL_WIDTH + 2 * MARGIN);
  const height = Math.ceil(BAR_HEIGHT + rows.length * CELL_HEIGHT + 2 * MARGIN);
  const frame = `x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9"`;
  const buttons = theme.buttons.map(
    (colour, index) => `<circle cx="${20 + index * 20}" cy="${BAR_HEIGHT / 2}" r="6" fill="${colour}"/>`,
  );
  const lines = rows.flatMap((row, index) => drawRow(row, BAR_HEIGHT + MARGIN + index * CELL_HEIGHT));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(description)}</title>`,
    `<rect ${frame} fill="${theme.background}"/>`,
    `<path d="M0.5 ${BAR_HEIGHT}V9.5a9 9 0 0 1 9-9H${width - 9.5}a9 9 0 0 1 9 9V${BAR_HEIGHT}Z" fill="${theme.titleBar}"/>`,
    `<rect ${frame} fill="none" stroke="${theme.border}"/>`,
    ...buttons,
    `<g font-family="${FONTS}" font-size="${FONT_SIZE}" fill="${theme.foreground}" xml:space="preserve">`,
    `<text x="${width / 2}" y="21" font-size="13" fill="${theme.title}" text-anchor="middle">${escaped(title)}</text>`,
    ...lines,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawRow(row: readonly Cell[], top: number): string[] {
  const runs = runsOf(row);
  return [...runs.flatMap((run) => drawBackground(run, top)), ...runs.flatMap((run) => drawRun(run, top))];
}

/**
 * Splits a row into runs of the same style. Runs end at double spaces, so that columns stay aligned in a font with
 * another width. Each non-ASCII character is a separate run, as fonts differ most in their width.
 */
function runsOf(row: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  row.forEach(({ text, style }, column) => {
    const last = runs.at(-1);
    if (last && continuesRun(last, text, style)) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ column, text, style });
  });
  return runs;
}

function continuesRun(run: Run, text: string, style: CellStyle): boolean {
  if (!sameStyle(run.style, style)) return false;
  if (isMerging(text)) return run.text.startsWith(text);
  return isAscii(run.text) && isAscii(text) && !startsColumn(run.text, text);
}

function startsColumn(before: string, next: string): boolean {
  return before.endsWith('  ') && next !== ' ';
}

function drawBackground({ column, text, style }: Run, top: number): string[] {
  const { background } = coloursOf(style);
  if (background === undefined) return [];
  const width = px(text.length * CELL_WIDTH);
  return [
    `<rect x="${x(column)}" y="${top}" width="${width}" height="${CELL_HEIGHT}" fill="${background}"/>`,
  ];
}

function drawRun({ column, text, style }: Run, top: number): string[] {
  const shown = text.trimEnd();
  if (shown.trim() === '') return [];
  const { foreground } = coloursOf(style);
  const colour = foreground ?? theme.foreground;
  const opacity = style.dim ? ' opacity="0.65"' : '';
  const shape = shapeOf(shown.charAt(0), {
    left: column * CELL_WIDTH + MARGIN,
    top,
    width: shown.length * CELL_WIDTH,
    height: CELL_HEIGHT,
  });
  if (shape !== undefined) {
    const paint = shape.stroke
      ? `fill="none" stroke="${colour}" stroke-width="${shape.stroke}"`
      : `fill="${colour}"`;
    const shapeOpacity = shape.opacity === undefined ? opacity : ` opacity="${shape.opacity}"`;
    return [`<path d="${shape.path}" ${paint}${shapeOpacity}/>`];
  }

  const indent = shown.length - shown.trimStart().length;
  const word = shown.slice(indent);
  const font = [
    style.bold ? ' font-weight="bold"' : '',
    style.italic ? ' font-style="italic"' : '',
    style.underline ? ' text-decoration="underline"' : '',
  ].join('');
  const y = top + BASELINE;
  const place = isAscii(word)
    ? `x="${x(column + indent)}" y="${y}" textLength="${px(word.length * CELL_WIDTH)}" lengthAdjust="spacingAndGlyphs"`
    : `x="${x(column + indent + 0.5)}" y="${y}" text-anchor="middle"`;
  const attributes = `${foreground === undefined ? '' : ` fill="${foreground}"`}${opacity}${font}`;
  return [`<text ${place}${attributes}>${escaped(word)}</text>`];
}

/** `undefined` is the window's default. */
function coloursOf({ foreground, background, inverse }: CellStyle): {
  foreground: string | undefined;
  background: string | undefined;
} {
  if (!inverse) return { foreground, background };
  return { foreground: background ?? theme.background, background: foreground ?? theme.foreground };
}

function sameStyle(one: CellStyle, other: CellStyle): boolean {
  return (Object.keys(one) as (keyof CellStyle)[]).every((key) => one[key] === other[key]);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function x(column: number): string {
  return px(column * CELL_WIDTH + MARGIN);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
