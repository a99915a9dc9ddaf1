'use strict';

const addon = require('bindings')('myaddon');

function delay(ms, callback) {
  if (!Number.isFinite(ms) || ms < 0) {
    throw new RangeError(`ms must be a number from 0 on, not ${ms}`);
  }
  if (typeof callback !== 'function') {
    throw new TypeError('callback must be a function');
  }
  addon.delay(Math.ceil(ms), () => callback());
}

// An extra for those who prefer promises
function sleep(ms) {
  return new Promise((resolve) => delay(ms, resolve));
}

module.exports = { delay, sleep };
