const addon = require('bindings')('myaddon');

console.log(addon.hello);
module.exports = addon;
