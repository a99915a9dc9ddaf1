/** Sample values as JavaScript expressions. Some of them are random. */
import { randomInt } from 'node:crypto';

/** Characters of one to four bytes in UTF-8. */
const CHARACTERS = ['a', 'Z', '7', ' ', 'é', 'ß', 'Ω', 'ж', '€', '日', '本', '😀', '🚀', '𝒳'];

/** A random text of `length` code points, each of which takes one to four bytes in UTF-8. */
export function randomText(length: number): string {
  return Array.from({ length }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('');
}

/** The text as a JavaScript string literal. */
export function expressionOf(text: string): string {
  return JSON.stringify(text);
}

/** Sample texts, from simple ones to those that C++ code often gets wrong. */
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

/** Texts with lone surrogates: JavaScript strings can hold them, and UTF-8 cannot. */
export const LONE_SURROGATES: readonly string[] = ['\ud83d', '\ude00', 'a\ud83db', '\ude00\ud83d'];

/** Expressions for values that are not strings, including some that convert to one. */
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

/** Expressions for values that are not numbers, including some that convert to one. */
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
