const addon = require('bindings')('myaddon');

exports.watchCounter = (onTick) => {
  let n = 0;
  const timer = setInterval(() => onTick(++n), 5);
  return () => clearInterval(timer);
};
