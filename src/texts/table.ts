import { stripVTControlCharacters } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Tokens } from 'marked';
import type { Terminal } from '../environment/terminal.js';
import { renderInline, restoreSpaces } from './inline.js';

const GAP = '  ';
const MIN_COLUMN_WIDTH = 8;

/**
 * Renders a table as lines of at most `width` columns, unless that would make a column too narrow to read. Long cells
 * are wrapped.
 */
export function renderTable(table: Tokens.Table, width: number, terminal: Terminal): string[] {
  const { paint, symbols } = terminal;
  const head = table.header.map((cell) => paint.bold(renderInline(cell.tokens, terminal)));
  const body = table.rows.map((row) => row.map((cell) => renderInline(cell.tokens, terminal)));
  const widths = fit(naturalWidths([head, ...body]), width);
  const rule = widths.map((columns) => paint.dim(symbols.ruleLight.repeat(columns))).join(GAP);
  const rows = body.map((row) => rowLines(row, widths));
  // Without a line between them, wrapped rows could not be told apart.
  const spaced = rows.some((lines) => lines.length > 1);
  return [
    ...rowLines(head, widths),
    rule,
    ...rows.flatMap((lines, index) => (spaced && index > 0 ? ['', ...lines] : lines)),
  ];
}

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  return rows[0]!.map((_, column) => Math.max(...rows.map((row) => visibleWidth(row[column] ?? ''))));
}

/** Narrows the widest column until all fit. */
function fit(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const total = () => widths.reduce((sum, columns) => sum + columns, GAP.length * (widths.length - 1));
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= MIN_COLUMN_WIDTH) break;
    widths[widest]!--;
  }
  return widths;
}

function rowLines(cells: readonly string[], widths: readonly number[]): string[] {
  const wrapped = widths.map((columns, index) => cellLines(cells[index] ?? '', columns));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, column) => {
        const text = lines[line] ?? '';
        return text + ' '.repeat(Math.max(0, widths[column]! - visibleWidth(text)));
      })
      .join(GAP)
      .trimEnd(),
  );
}

function cellLines(cell: string, columns: number): string[] {
  return restoreSpaces(wrapAnsi(cell, columns, { hard: true })).split('\n');
}

function visibleWidth(text: string): number {
  return stripVTControlCharacters(text).length;
}
