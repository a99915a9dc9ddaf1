const native = require('bindings')('myaddon');

module.exports = Object.freeze({ ...native, version: require('./package.json').version });
