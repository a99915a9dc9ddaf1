// @ts-check
'use strict';

/** @type {{ squareRoot(n: number): number, attempt(fn: Function): unknown }} */
const native = require('./build/Release/myaddon.node');

/** @param {number} n */
exports.squareRoot = function squareRoot(n) {
  if (typeof n !== 'number') throw new TypeError('n must be a number');
  return native.squareRoot(n);
};

/** @param {() => unknown} fn */
exports.attempt = function attempt(fn) {
  try {
    return native.attempt(fn);
  } catch (error) {
    Error.captureStackTrace?.(error, attempt);
    throw error;
  }
};
