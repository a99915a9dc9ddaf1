module.exports = require('bindings')('first_try');
