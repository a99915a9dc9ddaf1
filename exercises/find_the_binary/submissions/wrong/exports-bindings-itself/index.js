module.exports = require('bindings');
