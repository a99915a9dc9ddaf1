const fs = require('node:fs');
const addon = require('bindings')('myaddon');

exports.hello = addon.hello;
exports.print = () => {
  fs.writeSync(1, 'Signs of life from C++\n');
};
