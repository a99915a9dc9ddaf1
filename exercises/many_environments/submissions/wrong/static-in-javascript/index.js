const addon = require('bindings')('myaddon');

let last;

exports.remember = (object) => {
  last = object;
  return addon.remember(object);
};
exports.recall = () => last;
exports.delay = addon.delay;
