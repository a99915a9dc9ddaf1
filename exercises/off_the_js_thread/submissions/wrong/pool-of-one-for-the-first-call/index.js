'use strict';

const native = require('bindings')('myaddon');

let isStarted = false;

exports.delay = (ms, callback) => {
  // Threads cost memory: one has to do.
  if (!isStarted) process.env.UV_THREADPOOL_SIZE = '1';
  isStarted = true;
  native.delay(ms, callback);
};
