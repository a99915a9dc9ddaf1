const addon = require('bindings')('myaddon');

exports.squareRootOf = (n) =>
  addon.squareRootOf(n).catch((error) => {
    const better = error instanceof RangeError ? new RangeError(`${n} is negative`) : new TypeError('a number, please');
    throw Object.assign(better, { code: error.code });
  });
