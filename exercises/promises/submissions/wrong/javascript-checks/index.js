const addon = require('bindings')('myaddon');

exports.squareRootOf = async (n) => {
  if (typeof n !== 'number') {
    throw Object.assign(new TypeError('n must be a number'), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  if (n < 0) throw Object.assign(new RangeError('n must not be negative'), { code: 'ERR_OUT_OF_RANGE' });
  return addon.squareRootOf(n);
};
