// MISTAKE: this sets a local variable; it should be module.exports.
exports = require('bindings')('myaddon');
