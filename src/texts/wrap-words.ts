import { stripVTControlCharacters } from 'node:util';

/**
 * Breaks text between its words into lines of at most `width` columns; a longer word stands alone. wrap-ansi, which
 * does more, would cost every command a tenth of its start.
 */
export function wrapWords(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + 1 + columns(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What is seen of it: without the colours. */
function columns(text: string): number {
  return stripVTControlCharacters(text).length;
}
