const native = require('bindings')('myaddon');

// Only whole numbers that C++ can use.
exports.delay = (ms, callback) => native.delay(ms % 2000, callback);
