import { structuredPatch } from 'diff';
import type { Terminal } from '../environment/terminal.js';
import { printable } from './printable.js';

/** The difference between two texts line by line, with three lines around each; nothing where they are the same. */
export function diffLines(before: string, after: string, { paint }: Terminal): string[] {
  const colours: Record<string, (line: string) => string> = {
    '-': paint.red,
    '+': paint.green,
    '\\': paint.dim,
  };
  const patch = structuredPatch('', '', normal(before), normal(after), '', '', { context: 3 });
  return patch.hunks.flatMap(({ oldStart, newStart, lines }) => [
    paint.dim(`@@ ${oldStart} ${newStart} @@`),
    ...lines.map((line) => (colours[line[0] ?? ''] ?? String)(printable(line))),
  ]);
}

/** Line ends of Windows and spaces behind a line are no difference worth reading. */
function normal(text: string): string {
  return text.replace(/[ \t]*\r?\n/g, '\n');
}
