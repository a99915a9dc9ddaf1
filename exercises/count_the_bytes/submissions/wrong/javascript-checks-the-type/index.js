const addon = require('bindings')('myaddon');

exports.byteLength = (text) => {
  if (typeof text !== 'string') throw new TypeError('text must be a string');
  return addon.byteLength(text);
};
