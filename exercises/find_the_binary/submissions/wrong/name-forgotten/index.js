module.exports = require('bindings')();
