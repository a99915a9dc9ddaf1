module.exports = require('bindings')('myaddon.node');
