import { stripVTControlCharacters } from 'node:util';

/**
 * Wraps text between words into lines of at most `width` columns; a longer word gets its own line. wrap-ansi does more,
 * but loading it takes a tenth of the startup time of a command.
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

function columns(text: string): number {
  return stripVTControlCharacters(text).length;
}
