const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => {
  setTimeout(() => addon.delay(ms, callback), 0);
};
