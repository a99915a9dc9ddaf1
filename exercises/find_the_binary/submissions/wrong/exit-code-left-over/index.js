module.exports = require('bindings')('myaddon');
process.exitCode = 1;
