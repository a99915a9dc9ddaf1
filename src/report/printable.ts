import { stripVTControlCharacters } from 'node:util';

/**
 * Makes a line of the learner's output safe to print: removes control characters, which could move the cursor or paint
 * over a verdict, and bidirectional controls, which could reverse the text.
 */
export function printable(line: string): string {
  return stripVTControlCharacters(line)
    .replaceAll('\t', '  ')
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '');
}
