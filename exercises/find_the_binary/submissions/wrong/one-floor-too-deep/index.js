const addon = require('bindings')('myaddon');

module.exports = { addon };
