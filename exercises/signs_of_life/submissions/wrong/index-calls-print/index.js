const addon = require('bindings')('myaddon');

addon.print();

module.exports = addon;
