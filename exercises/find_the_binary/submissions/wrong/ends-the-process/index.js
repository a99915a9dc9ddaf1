module.exports = require('bindings')('myaddon');
process.exit(0);
