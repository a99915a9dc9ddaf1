import { stripVTControlCharacters } from 'node:util';
import { CONTROLS } from '../texts/controls.js';

/**
 * Makes a line of the learner's output safe to print: removes control characters, which could move the cursor or paint
 * over a verdict, and bidirectional controls, which could reverse the text.
 */
export function printable(line: string): string {
  return stripVTControlCharacters(line).replaceAll('\t', '  ').replaceAll('\n', '').replace(CONTROLS, '');
}
