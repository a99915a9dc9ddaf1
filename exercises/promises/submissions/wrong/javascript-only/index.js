require('bindings')('myaddon');

const reject = (error, code) => Promise.reject(Object.assign(error, { code }));

exports.squareRootOf = (n) => {
  if (typeof n !== 'number') return reject(new TypeError('n must be a number'), 'ERR_INVALID_ARG_TYPE');
  if (n < 0) return reject(new RangeError('n must not be negative'), 'ERR_OUT_OF_RANGE');
  return Promise.resolve(Math.sqrt(n));
};
