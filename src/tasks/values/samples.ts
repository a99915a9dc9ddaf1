/** Values to try a function with, as JavaScript expressions; some of them chosen anew for each verify. */
import { randomInt } from 'node:crypto';

/** Letters of one to four bytes in UTF-8, and what else is found in texts of people. */
const LETTERS = ['a', 'Z', '7', ' ', 'é', 'ß', 'Ω', 'ж', '€', '日', '本', '😀', '🚀', '𝒳'];

/** A random text of that many letters, of which each takes one to four bytes. */
export function randomText(letters: number): string {
  return Array.from({ length: letters }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** The text as an expression, written so that no terminal and no source file can change it. */
export function expressionOf(text: string): string {
  return JSON.stringify(text);
}

/** Texts, from the plainest to what gives C++ trouble. */
export function textSamples(): string[] {
  return [
    `hello ${randomInt(1_000)}`,
    '',
    ' ',
    'a line\nand another\ttab',
    'Grüße aus Köln',
    '日本語',
    `emoji 😀 ${randomInt(1_000)} 👩‍🚀`,
    'e\u0301 is not é',
    `before\0after ${randomInt(1_000)}`,
    '\0',
    '100% %s %d %n {} \\ "quoted"',
    randomText(randomInt(20, 60)),
    randomText(randomInt(5_000, 9_000)),
  ];
}

/** Halves of surrogate pairs, alone: there are JavaScript strings that no UTF-8 can hold. */
export const LONE_SURROGATES: readonly string[] = ['\ud83d', '\ude00', 'a\ud83db', '\ude00\ud83d'];

/** Expressions of everything that is no string, though some of it can be made one. */
export const NON_STRINGS: readonly string[] = [
  'undefined',
  'null',
  'true',
  '0',
  '42',
  'NaN',
  '10n',
  'Symbol("text")',
  '{}',
  '["text"]',
  '() => "text"',
  'new Date(0)',
  'Buffer.from("text")',
  'new ArrayBuffer(4)',
  'new String("text")',
  '{ toString() { return "text"; } }',
];

/** Expressions of everything that is no number, though some of it can be made one. */
export const NON_NUMBERS: readonly string[] = [
  'undefined',
  'null',
  'true',
  '""',
  '"9"',
  '9n',
  'Symbol("9")',
  '{}',
  '[9]',
  '() => 9',
  'new Date(9)',
  'new Number(9)',
  '{ valueOf() { return 9; } }',
];
