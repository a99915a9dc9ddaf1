// MISTAKE: the add-on is there, and right, but it is never asked.
const addon = require('bindings')('myaddon');

exports.addon = addon;
exports.delay = (ms, callback) => {
  setTimeout(() => callback(), ms + 1);
};
