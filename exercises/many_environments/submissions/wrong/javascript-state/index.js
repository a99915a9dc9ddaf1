const addon = require('bindings')('myaddon');

let count = 0;
let last;

exports.remember = (object) => {
  last = object;
  return addon.remember(object, ++count);
};
exports.recall = () => addon.recall(last);
exports.delay = addon.delay;
