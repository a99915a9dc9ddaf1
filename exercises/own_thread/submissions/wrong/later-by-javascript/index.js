const addon = require('bindings')('myaddon');

exports.watchCounter = (onTick) => {
  if (typeof onTick !== 'function') throw new TypeError('onTick must be a function');
  return addon.watchCounter((n) => setTimeout(onTick, 20, n));
};
