const addon = require('bindings')('myaddon');

/** @param {number} n */
function squareRootOf(n) {
  return addon.squareRootOf(n);
}

module.exports = { squareRootOf };
