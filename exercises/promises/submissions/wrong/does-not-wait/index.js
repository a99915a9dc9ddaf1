const addon = require('bindings')('myaddon');

exports.squareRootOf = (n) => {
  const promise = addon.squareRootOf(n);
  if (typeof n !== 'number' || n < 0) return promise;
  return Promise.resolve(Math.sqrt(n));
};
