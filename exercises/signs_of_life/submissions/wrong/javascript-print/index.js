const addon = require('bindings')('myaddon');

exports.hello = addon.hello;
exports.print = () => console.log('Signs of life from C++');
