const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  addon.delay(ms);
  callback();
};
