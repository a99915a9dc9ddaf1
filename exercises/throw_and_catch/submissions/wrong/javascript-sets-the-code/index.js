const addon = require('bindings')('myaddon');

exports.attempt = addon.attempt;
exports.squareRoot = (n) => {
  try {
    return addon.squareRoot(n);
  } catch (error) {
    if (error instanceof RangeError) error.code = 'ERR_OUT_OF_RANGE';
    throw error;
  }
};
