// MISTAKE: the JS thread sleeps, in JavaScript this time.
const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  addon.delay(0, callback);
};
