const addon = require('bindings')('myaddon');

const cell = new Int32Array(new SharedArrayBuffer(4));

exports.delay = (ms, callback) => {
  Atomics.wait(cell, 0, 0, ms);
  addon.delay(callback);
};
