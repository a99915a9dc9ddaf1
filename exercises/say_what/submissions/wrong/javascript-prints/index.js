const addon = require('bindings')('myaddon');

exports.print = (text) => {
  console.log('%s', addon.print(text));
};
