const addon = require('bindings')('myaddon');

exports.watchCounter = (onTick) => {
  if (typeof onTick !== 'function') throw new TypeError('onTick must be a function');
  let running = true;
  addon.watchCounter((n) => {
    if (running) onTick(n);
  });
  return () => {
    running = false;
  };
};
