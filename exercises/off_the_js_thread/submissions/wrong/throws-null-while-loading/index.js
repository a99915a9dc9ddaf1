// MISTAKE: something is thrown while the module loads, and it is not even an error.
exports.delay = require('bindings')('myaddon').delay;

throw null;
