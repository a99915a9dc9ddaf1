const addon = require('bindings')('myaddon');

exports.watchCounter = (onTick) => {
  if (typeof onTick !== 'function') throw new TypeError('onTick must be a function');
  const stopThread = addon.watchCounter(() => {});
  let n = 0;
  const timer = setInterval(() => onTick(++n), 5);
  return () => {
    clearInterval(timer);
    stopThread();
  };
};
