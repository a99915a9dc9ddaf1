const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  process.exitCode = 1;
  addon.delay(ms, callback);
};
