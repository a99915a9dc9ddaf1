const addon = require('bindings')('myaddon');

exports.delay = (ms, callback) => addon.startDelay(ms, callback);
