const addon = require('bindings')('myaddon');

setInterval(() => {}, 1000);
module.exports = addon;
