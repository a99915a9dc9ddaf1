import { inspect, types } from 'node:util';
import type { ValueReport } from '../protocol.js';

// Captured before the learner's code is loaded, because that code could replace them.
const { isPromise } = types;
const OriginalPromise = Promise;

/**
 * The state of a promise; `undefined` for anything that is not an instance of `Promise`, such as a thenable or a promise
 * of another context. Only `inspect` shows it without waiting.
 */
export function promiseState(value: unknown): ValueReport['promise'] {
  if (!isPromise(value) || !(value instanceof OriginalPromise)) return undefined;
  const text = inspect(value, { depth: 0, customInspect: false });
  const state = /^[^{]*\{ <(pending|rejected)>/.exec(text)?.[1];
  return state === undefined ? 'fulfilled' : (state as 'pending' | 'rejected');
}
