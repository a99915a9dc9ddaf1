const addon = require('bindings')('myaddon');

exports.print = (text) => {
  if (typeof text !== 'string') throw new TypeError('text must be a string');
  addon.print(Buffer.from(text));
};
