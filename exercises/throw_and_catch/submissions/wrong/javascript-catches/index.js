const addon = require('bindings')('myaddon');

exports.squareRoot = addon.squareRoot;
exports.attempt = (fn) => {
  if (typeof fn !== 'function') throw new TypeError('fn must be a function');
  try {
    return addon.attempt(fn);
  } catch (error) {
    return error.message;
  }
};
