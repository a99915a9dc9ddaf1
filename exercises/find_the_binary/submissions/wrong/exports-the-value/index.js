module.exports = require('bindings')('myaddon').hello;
