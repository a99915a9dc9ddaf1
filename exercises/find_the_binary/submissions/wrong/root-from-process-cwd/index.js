module.exports = require('bindings')({ bindings: 'myaddon', module_root: process.cwd() });
