import { structuredPatch } from 'diff';
import type { Terminal } from '../environment/terminal.js';
import { printable } from './printable.js';

/** The line-by-line difference between two texts, with three lines of context. Empty if the texts are equal. */
export function diffLines(before: string, after: string, { paint }: Terminal): string[] {
  const colours: Record<string, (line: string) => string> = {
    '-': paint.red,
    '+': paint.green,
    '\\': paint.dim,
  };
  const patch = structuredPatch('', '', normalizeLineEnds(before), normalizeLineEnds(after), '', '', {
    context: 3,
  });
  return patch.hunks.flatMap(({ oldStart, newStart, lines }) => [
    paint.dim(`@@ ${oldStart} ${newStart} @@`),
    ...lines.map((line) => (colours[line[0] ?? ''] ?? String)(printable(line))),
  ]);
}

/** Removes differences that do not matter: CRLF line endings and trailing spaces. */
function normalizeLineEnds(text: string): string {
  return text.replace(/[ \t]*\r?\n/g, '\n');
}
