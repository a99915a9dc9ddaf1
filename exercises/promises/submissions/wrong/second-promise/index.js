const addon = require('bindings')('myaddon');

let running = 0;

exports.squareRootOf = (n) => {
  running++;
  const promise = addon.squareRootOf(n);
  promise.finally(() => running--);
  return promise;
};
exports.running = () => running;
