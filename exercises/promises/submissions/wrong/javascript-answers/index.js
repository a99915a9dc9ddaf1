require('bindings')('myaddon');

const failure = (ErrorClass, message, code) => Object.assign(new ErrorClass(message), { code });

exports.squareRootOf = async (n) => {
  if (typeof n !== 'number') throw failure(TypeError, 'n must be a number', 'ERR_INVALID_ARG_TYPE');
  if (n < 0) throw failure(RangeError, 'n must not be negative', 'ERR_OUT_OF_RANGE');
  return Math.sqrt(n);
};
