'use strict';

const native = require('bindings')('myaddon');

exports.delay = function delay(ms, callback) {
  let called = false;
  try {
    native.delay(ms, () => {
      called = true;
      callback();
    });
  } finally {
    if (!called) console.error('delay: the callback was not called');
  }
};
