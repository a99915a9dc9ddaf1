import { inspect, types } from 'node:util';
import type { ValueReport } from '../protocol.js';
import { describeValue } from './describe-value.js';

const LONGEST_TEXT = 120;
/** From the most telling on. */
const ERROR_CLASSES = [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, Error];

/** What can be told of a value in a message, whatever it is. Runs none of its code but an error's own getters. */
export function reportValue(value: unknown): ValueReport {
  const type = value === null ? 'null' : typeof value;
  const errorClass = ERROR_CLASSES.find((one) => value instanceof one)?.name;
  if (errorClass === undefined) return { type, text: shown(value) };
  const { message, code } = value as NodeJS.ErrnoException;
  return {
    type,
    text: `${errorClass}: ${describeValue(message)}`,
    errorClass,
    message: describeValue(message),
    ...(code !== undefined && { code: describeValue(code) }),
    ...propertiesOf(value as object),
  };
}

function propertiesOf(error: object): { properties?: string } {
  const names = types.isProxy(error) ? [] : Object.keys(error).filter((name) => name !== 'code');
  return names.length === 0 ? {} : { properties: names.join(', ') };
}

function shown(value: unknown): string {
  // JSON escapes what a terminal could not show: control characters, halves of surrogate pairs.
  const text =
    typeof value === 'string' ? JSON.stringify(value) : inspect(value, { depth: 1, breakLength: Infinity });
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}...` : text;
}
