// MISTAKE: the module is the function, and has no property delay.
const { delay } = require('bindings')('myaddon');

module.exports = (ms, callback) => delay(ms, callback);
