import { inspect, types } from 'node:util';
import type { ValueReport } from '../protocol.js';
import { describeValue } from './describe-value.js';
import { promiseState } from './promise-state.js';

const MAX_TEXT_LENGTH = 120;
/** The most specific first. */
const ERROR_CLASSES = [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, Error];

/** Describes any value so that it can be sent as JSON. Runs no code of the value except an error's getters. */
export function reportValue(value: unknown): ValueReport {
  const type = value === null ? 'null' : typeof value;
  const errorClass = ERROR_CLASSES.find((one) => value instanceof one)?.name;
  if (errorClass === undefined) {
    const promise = promiseState(value);
    return { type, text: displayText(value), ...(promise && { promise }) };
  }
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

function displayText(value: unknown): string {
  // JSON escapes what a terminal cannot show: control characters and lone surrogates.
  const text =
    typeof value === 'string' ? JSON.stringify(value) : inspect(value, { depth: 1, breakLength: Infinity });
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}...` : text;
}
