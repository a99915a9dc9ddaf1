/**
 * JSON that nobody else has a hand in: JSON.stringify calls `toJSON` methods, which may be the learner's. Everything used
 * here was captured before their code is loaded, and is called in a way that they cannot replace.
 */
const { stringify } = JSON;
const { keys } = Object;
const { isArray } = Array;
const { call } = Function.prototype;
const slice: (text: string, start: number, end?: number) => string = call.bind(String.prototype.slice);
const codeAt: (text: string, index: number) => number = call.bind(String.prototype.charCodeAt);
const inBase: (number: number, base: number) => string = call.bind(Number.prototype.toString);

/** Strings are cut to this many characters: the learner's code may throw or pass a text of any length. */
const MAX_TEXT_LENGTH = 2_000;

/**
 * @param value plain objects, arrays, strings, numbers, booleans, `null` and, in objects, `undefined`
 * @returns ASCII characters only, so that each is one byte
 */
export function plainJson(value: unknown): string {
  if (typeof value === 'string') return asciiOf(stringify(shortened(value)));
  if (typeof value !== 'object' || value === null) return stringify(value) ?? 'null';
  let inner = '';
  if (isArray(value)) {
    for (let index = 0; index < value.length; index++) inner += `${comma(inner)}${plainJson(value[index])}`;
    return `[${inner}]`;
  }
  const names = keys(value);
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!;
    const property = (value as Record<string, unknown>)[name];
    if (property !== undefined) inner += `${comma(inner)}${plainJson(name)}:${plainJson(property)}`;
  }
  return `{${inner}}`;
}

function comma(before: string): string {
  return before === '' ? '' : ',';
}

function shortened(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${slice(text, 0, MAX_TEXT_LENGTH)}...` : text;
}

function asciiOf(json: string): string {
  let text = '';
  let done = 0;
  for (let index = 0; index < json.length; index++) {
    const code = codeAt(json, index);
    if (code < 0x80) continue;
    text += `${slice(json, done, index)}\\u${slice(`000${inBase(code, 16)}`, -4)}`;
    done = index + 1;
  }
  return done === 0 ? json : text + slice(json, done);
}

/** What is left of a text after its first `length` characters. */
export function rest(text: string, length: number): string {
  return slice(text, length);
}
