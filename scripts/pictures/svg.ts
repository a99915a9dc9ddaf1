import { theme } from './colours.js';
import type { Cell, CellStyle } from './screen-cells.js';
import { isMerging, px, shapeOf } from './shapes.js';

export interface Picture {
  /** Shown in the window's title bar. */
  readonly title: string;
  /** Said to those who do not see the picture. */
  readonly description: string;
  readonly columns: number;
  readonly rows: readonly (readonly Cell[])[];
}

// All lengths are in px.
const FONT_SIZE = 14;
const CELL_WIDTH = 8.4;
const CELL_HEIGHT = 19;
/** From the top of a cell to the line on which letters stand. */
const BASELINE = 14;
const BAR_HEIGHT = 32;
const MARGIN = 16;
const FONTS =
  "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

/** Neighbouring cells of the same look. */
interface Run {
  readonly column: number;
  readonly text: string;
  readonly style: CellStyle;
}

/** Draws a terminal window that shows the rows. The same rows give the same text, byte for byte. */
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
 * Words of one look, split at double spaces so that a font of another width cannot push columns out of line. A sign
 * that is not a letter of ASCII is a run of its own: fonts disagree most about the width of those.
 */
function runsOf(row: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  row.forEach(({ text, style }, column) => {
    const last = runs.at(-1);
    if (last && goesOn(last, text, style)) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ column, text, style });
  });
  return runs;
}

function goesOn(run: Run, text: string, style: CellStyle): boolean {
  if (!sameLook(run.style, style)) return false;
  if (isMerging(text)) return run.text.startsWith(text);
  return isAscii(run.text) && isAscii(text) && !startsAnew(run.text, text);
}

function startsAnew(before: string, next: string): boolean {
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
    const faint = shape.opacity === undefined ? opacity : ` opacity="${shape.opacity}"`;
    return [`<path d="${shape.path}" ${paint}${faint}/>`];
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
  const look = `${foreground === undefined ? '' : ` fill="${foreground}"`}${opacity}${font}`;
  return [`<text ${place}${look}>${escaped(word)}</text>`];
}

/** `undefined` stands for the window's own. */
function coloursOf({ foreground, background, inverse }: CellStyle): {
  foreground: string | undefined;
  background: string | undefined;
} {
  if (!inverse) return { foreground, background };
  return { foreground: background ?? theme.background, background: foreground ?? theme.foreground };
}

function sameLook(one: CellStyle, other: CellStyle): boolean {
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
