import { stripVTControlCharacters } from 'node:util';

/** A line of the learner's without the control characters that could move the cursor, paint over a verdict or turn the text round. */
export function printable(line: string): string {
  return stripVTControlCharacters(line)
    .replaceAll('\t', '  ')
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '');
}
